"""Where a web server starts: `gunicorn --config python:api.serve wsgi:application`."""

import sys

from api.app import create_app
from api.logs import configure_logs, log_requests
from api.rooms import check_rooms
from api.settings import SettingsRefused, load_settings

try:
    check_rooms()
    settings = load_settings()
    configure_logs()
    application = create_app(settings)
except (SettingsRefused, LookupError) as refused:
    sys.exit(str(refused))

log_requests(application)
