"""The interface in Chinese: a name for every tag, words for what stands in a path, an introduction.

A title for every operation: `openapi_titles`.
"""

TAGS: dict[str, tuple[str, str]] = {
    "session": ("登录与退出", "Signing in and out"),
    "second-factor": ("第二重验证与恢复", "Second factor and recovery"),
    "sign-on": ("统一身份认证", "Unified sign-on"),
    "credentials": ("我的登录", "My sign-in"),
    "my-profile": ("我的资料与实名", "My profile and real name"),
    "notices": ("告知", "Notices"),
    "my-data": ("谁看过、导出与删除", "Who looked, copies, erasure"),
    "unmasking": ("个人信息查看", "Seeing personal data"),
    "organisations": ("机构与许可", "Organisations and licences"),
    "sites": ("站点", "Sites"),
    "accounts": ("账号与任职", "Accounts and terms"),
    "account-help": ("账号协助", "Help with accounts"),
    "identity-links": ("统一身份关联", "Links to the unified sign-on"),
    "networks": ("允许的网络", "Allowed networks"),
    "configuration": ("配置变更", "Changes of the configuration"),
    "technical": ("技术状态", "Technical state"),
    "api-keys": ("对接密钥", "API keys"),
    "suspensions": ("机构停用与恢复", "Suspending organisations"),
    "applications": ("入驻、变更与证照申请", "Applications of organisations"),
    "application_documents": ("申请材料", "Papers of applications"),
    "invitations": ("员工邀请", "Invitations of staff"),
    "exports": ("数据导出", "Exports"),
    "photos": ("照片", "Photos"),
    "unit_photos": ("旧机照片", "Photos of a unit"),
    "devices": ("设备", "Devices"),
    "regions": ("行政区划与功能区", "Regions and function zones"),
    "item_types": ("品类", "Item types"),
    "reference": ("参考数据版本与省级参数", "Reference data"),
    "geo": ("审定地图", "Licensed map"),
    "prices": ("回收价格表", "Price tables"),
    "quotes": ("估价", "Itemised quotes"),
    "slots": ("预约时段", "Pick-up windows"),
    "recyclers": ("合规回收企业", "Qualified recyclers"),
    "orders": ("交旧订单", "Pick-up bookings"),
    "order-tasks": ("回收任务", "Pick-up tasks"),
    "labels": ("标签卷与打印", "Label rolls and printing"),
    "obj": ("公开追溯", "What a scanned label opens"),
    "scans": ("扫码事件", "Capture of scans"),
    "units": ("旧机与全程追溯", "Units and their trace"),
    "loads": ("装载单", "Loads"),
    "pending-scans": ("暂存扫码", "Kept scans"),
    "corrections": ("更正申报", "Corrections"),
    "sealing": ("封存规则", "Sealed fields"),
    "dismantlings": ("拆解工单", "Dismantling work orders"),
    "dismantling_bench": ("拆解台", "At the dismantling bench"),
    "dismantling_checks": ("三种核查方法", "The three official checks"),
    "outputs": ("拆解产物", "Dismantled outputs"),
    "waste_transfers": ("危险废物转移联单", "Hazardous waste transfers"),
    "appointments": ("主管人员任命", "Appointments of officers"),
    "audit": ("审计日志", "Audit trail"),
    "holds": ("暂扣与解除", "Holds"),
    "alerts": ("预警", "Alerts"),
    "sight-alarms": ("查看量预警", "Alarms on how much is looked at"),
    "pending_scans": ("离线冲突队列", "Scans that wait or contradict the record"),
    "oversight": ("监管指标", "Figures of a region"),
    "oversight-records": ("监管指标（按记录）", "Figures counted from records"),
    "oversight-units": ("指标明细", "Rows behind a figure"),
    "oversight-stream": ("指标实时变动", "Live figures"),
    "figures": ("指标定义与公开数据", "Definitions and open figures"),
    "documents": ("接口描述", "This description"),
    "health": ("服务探针", "Probes"),
    "outbox": ("演示短信", "Demo text messages"),
}
"""In the order of the page; a tag that is missing here comes last, in its own words."""

PATH_WORDS: dict[str, tuple[str, str]] = {
    "code": ("追溯码、装载单号、站点或品类编码", "label, load, site or item type code"),
    "number": ("单号", "number of the record"),
    "region": ("行政区划代码（GB/T 2260）或功能区代码", "GB/T 2260 code, or the code of a function zone"),
    "dataset": ("参考数据集名称", "name of the reference data set"),
    "seq": ("序号", "sequence number"),
    "membership_id": ("任职编号", "id of the term"),
    "key_id": ("密钥编号", "id of the key"),
    "device_id": ("设备编号", "id of the device"),
    "proposal_id": ("任命提议编号", "id of the proposal"),
    "alert_id": ("预警编号", "id of the alert"),
    "alarm_id": ("查看量预警编号", "id of the alarm"),
    "event_id": ("扫码事件编号", "the sender's id of the scan"),
    "organisation_id": ("机构编号", "id of the organisation"),
    "account_id": ("账号编号", "id of the account"),
    "session_id": ("登录编号", "id of the sign-in"),
    "link_id": ("关联编号", "id of the link"),
    "application_id": ("申请编号", "id of the application"),
    "document_id": ("材料编号", "id of the paper"),
    "invitation_id": ("邀请编号", "id of the invitation"),
    "photo_id": ("照片编号", "id of the photo"),
    "purpose": ("用途", "what it is for"),
    "sha256": ("文件的 SHA-256", "SHA-256 of the file"),
    "export_id": ("导出编号", "id of the export"),
    "quote_id": ("估价单编号", "id of the quote"),
    "correction_id": ("更正编号", "id of the correction"),
}

INTRODUCTION = (
    "以旧换新全链路追溯平台的接口：旧机从预约、贴码、收取、称重、入仓、运输、接收到拆解成材料，"
    "每次交接记录一次，任何时刻可追溯、可核对。\n\n"
    "身份：浏览器用登录会话（Cookie），变更请求还须带 `X-CSRF-Token`（值由 `GET /api/v1/session` 给出）；"
    "系统对接用 `Authorization: Bearer tik_…` 密钥。\n"
    "约定：JSON 字段用下划线命名；时间为带时区的 RFC 3339；金额为整数分（`*_fen`）；重量为整数克（`*_g`）；"
    "列表按游标翻页，下一页地址在 `Link: rel=next`；未知参数一律拒绝。\n"
    "出错：RFC 9457 问题详情，`code` 稳定可编程，`errors[]` 指明字段；`Accept-Language: en` 返回英文句子。\n"
    "重复发送：扫码以 `event_id` 识别，其余带 `Idempotency-Key` 的请求以该键识别，重发得到与首次相同的答复。\n\n"
    "The interface of the platform: an old appliance is booked, labelled, collected, weighed, stored, shipped, "
    "received and dismantled into materials; every hand-over is recorded once and can be traced and recounted.\n\n"
    "Identity: browsers use a session cookie and send `X-CSRF-Token` (given by `GET /api/v1/session`) with every "
    "change; systems send `Authorization: Bearer tik_…`.\n"
    "Conventions: JSON in snake_case; times in RFC 3339 with offset; money in whole fen (`*_fen`); weight in whole "
    "grams (`*_g`); lists are paged by cursor, the next page is in `Link: rel=next`; unknown parameters are refused.\n"
    "Failures: RFC 9457 problem details with a stable `code` and `errors[]` by field; the sentence follows "
    "`Accept-Language`.\n"
    "Sending twice: scans are known by their `event_id`, other changes by their `Idempotency-Key`; the second answer "
    "equals the first."
)
"""Both languages, Chinese first; paragraphs are separated by blank lines."""
