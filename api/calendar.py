"""The official calendar of working days, as a rule below receives it: `chinesecalendar`, weekdays beyond its years."""

import chinese_calendar

from tradein.working_days import IsWorkday, or_weekdays

IS_WORKDAY: IsWorkday = or_weekdays(chinese_calendar.is_workday)
