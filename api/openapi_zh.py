"""The interface in Chinese: a title for every operation, a name for every tag, words for what stands in a path."""

TAGS: dict[str, tuple[str, str]] = {
    "session": ("登录与退出", "Signing in and out"),
    "me": ("我的账号", "My account"),
    "organisations": ("机构与许可", "Organisations and licences"),
    "sites": ("站点", "Sites"),
    "accounts": ("账号与任职", "Accounts and terms"),
    "api-keys": ("对接密钥", "API keys"),
    "devices": ("设备", "Devices"),
    "regions": ("行政区划与功能区", "Regions and function zones"),
    "item_types": ("品类", "Item types"),
    "reference": ("参考数据版本与省级参数", "Reference data"),
    "prices": ("回收价格表", "Price tables"),
    "quotes": ("估价", "Itemised quotes"),
    "slots": ("预约时段", "Pick-up windows"),
    "orders": ("交旧订单", "Pick-up bookings"),
    "order-tasks": ("回收任务", "Pick-up tasks"),
    "labels": ("标签卷与打印", "Label rolls and printing"),
    "obj": ("公开追溯", "What a scanned label opens"),
    "scans": ("扫码事件", "Capture of scans"),
    "units": ("旧机与全程追溯", "Units and their trace"),
    "loads": ("装载单", "Loads"),
    "dismantlings": ("拆解工单", "Dismantling work orders"),
    "dismantling_bench": ("拆解台", "At the dismantling bench"),
    "dismantling_checks": ("三种核查方法", "The three official checks"),
    "outputs": ("拆解产物", "Dismantled outputs"),
    "waste_transfers": ("危险废物转移联单", "Hazardous waste transfers"),
    "oversight": ("监管指标", "Figures of a region"),
    "oversight-units": ("指标明细", "Rows behind a figure"),
    "oversight-stream": ("指标实时变动", "Live figures"),
    "figures": ("指标定义与公开数据", "Definitions and open figures"),
    "documents": ("接口描述", "This description"),
    "health": ("服务探针", "Probes"),
}
"""In the order of the page; a tag that is missing here comes last, in its own words."""

PATH_WORDS: dict[str, tuple[str, str]] = {
    "code": ("追溯码、装载单号、站点或品类编码", "label, load, site or item type code"),
    "number": ("单号", "number of the record"),
    "region": ("行政区划代码(GB/T 2260)或功能区代码", "GB/T 2260 code, or the code of a function zone"),
    "dataset": ("参考数据集名称", "name of the reference data set"),
    "seq": ("序号", "sequence number"),
    "membership_id": ("任职编号", "id of the term"),
    "key_id": ("密钥编号", "id of the key"),
    "device_id": ("设备编号", "id of the device"),
    "organisation_id": ("机构编号", "id of the organisation"),
    "quote_id": ("估价单编号", "id of the quote"),
}

TITLES: dict[str, str] = {
    # parties
    "open_session": "登录",
    "read_session": "查看当前登录身份",
    "close_session": "退出登录",
    "sign_up": "消费者注册",
    "register_organisation": "申请入驻",
    "list_organisations": "机构列表",
    "read_organisation": "机构详情与许可",
    "approve_organisation": "批准入驻",
    "refuse_organisation": "驳回入驻申请",
    "add_licence": "登记许可证",
    "create_site": "登记站点",
    "list_sites": "站点列表",
    "read_site": "站点详情",
    "create_account": "为同事开通账号与任职",
    "list_accounts": "任职列表",
    "end_account": "终止任职",
    "create_key": "创建对接密钥",
    "list_keys": "密钥列表",
    "delete_key": "吊销密钥",
    "create_device": "登记设备",
    "list_devices": "设备列表",
    "delete_device": "停用设备",
    # reference
    "list_regions": "行政区划查询",
    "show_region": "区划详情与沿革",
    "create_zone": "新增功能区",
    "list_item_types": "品类列表",
    "show_item_type": "品类详情",
    "list_hazardous_wastes": "危险废物代码",
    "list_editions": "参考数据版本",
    "list_rows": "参考数据历次取值",
    "create_override": "设置本省参数",
    # booking
    "list_prices": "价格规则列表",
    "create_price": "发布价格规则",
    "list_questions": "估价问题清单",
    "create_quote": "获取分项估价",
    "read_quote": "查看估价单",
    "list_slots": "可约时段",
    "create_slot": "开放一个时段",
    "create_slot_rule": "设置每周时段表",
    "create_order": "预约上门收旧",
    "list_orders": "订单列表",
    "read_order": "订单详情",
    "cancel_order": "取消订单",
    "reschedule_order": "改约时段",
    "renew_handover_code": "重新生成交接码",
    "review_order": "评价上门服务",
    "accept_order": "接单",
    "assign_order": "指派回收员",
    "dispatch_order": "重新派单",
    "refuse_order": "拒单",
    "requote_order": "上门重新报价",
    "consent_to_requote": "消费者答复新报价",
    # labels and the chain
    "make_roll": "预留标签卷",
    "list_rolls": "标签卷列表",
    "show_roll": "标签卷详情",
    "list_labels": "标签卷内的追溯码",
    "print_one": "补打一枚标签",
    "print_roll": "打印标签卷",
    "show_object": "打开追溯码:网页、JSON 或链接集",
    "show_qr_svg": "二维码(SVG)",
    "show_qr_png": "二维码(PNG)",
    "capture_scans": "提交扫码事件(1 至 1,000 条)",
    "create_load": "新建装载单",
    "list_loads": "装载单列表",
    "read_load": "装载单详情",
    "list_units": "旧机列表",
    "show_unit": "旧机详情",
    "show_trace": "旧机全程追溯",
    # dismantling
    "create_work_order": "开立拆解工单",
    "list_work_orders": "拆解工单列表",
    "read_work_order": "拆解工单详情",
    "read_balance": "实时物料平衡",
    "cancel_work_order": "撤销工单",
    "close_work_order": "工单结案",
    "add_order_units": "旧机上单",
    "remove_order_unit": "旧机下单",
    "explain_deviation": "说明平衡偏差",
    "confirm_deviation": "第二人确认偏差",
    "check_completeness": "完整性核查",
    "tick_guided_step": "勾选作业步骤",
    "weigh_output": "产物称重",
    "withdraw_weighing": "撤回称重",
    "recover_refrigerant": "登记制冷剂回收",
    "document_loss": "登记损耗",
    "create_check": "执行官方核查",
    "list_checks": "核查记录",
    "read_stock": "产物库存",
    "list_lots": "产物批次",
    "list_ageing": "危险废物贮存时限",
    "create_adjustment": "库存调整",
    "create_shipment": "产物出库",
    "list_shipments": "出库记录",
    "create_transfer": "新建转移联单",
    "list_transfers": "转移联单列表",
    "read_transfer": "转移联单详情",
    "edit_transfer": "修改联单草稿",
    "discard_transfer": "放弃联单草稿",
    "issue_transfer": "签发联单",
    "void_transfer": "作废联单",
    "depart_transfer": "起运",
    "confirm_transfer": "接收确认",
    "mismatch_transfer": "登记接收不符",
    "correct_transfer": "联单更正记录",
    # oversight and the platform
    "show_summary": "区域指标汇总",
    "list_children": "下级区域指标",
    "show_series": "指标时间序列",
    "rank_places": "区域排名",
    "oversight_units_list_units": "指标对应的明细",
    "stream_changes": "指标变动推送(SSE)",
    "list_figures": "指标定义目录",
    "show_open_figures": "公开月度汇总",
    "show_openapi": "接口描述(OpenAPI 3.1)",
    "healthz": "存活探针",
    "readyz": "就绪探针",
}
"""By operationId. The English title is the first line of the view's docstring."""

INTRODUCTION = (
    "以旧换新全链路追溯平台的接口:旧机从预约、贴码、收取、称重、入仓、运输、接收到拆解成材料,"
    "每次交接记录一次,任何时刻可追溯、可核对。\n\n"
    "身份:浏览器用登录会话(Cookie),变更请求还须带 `X-CSRF-Token`(值由 `GET /api/v1/session` 给出);"
    "系统对接用 `Authorization: Bearer tik_…` 密钥。\n"
    "约定:JSON 字段用下划线命名;时间为带时区的 RFC 3339;金额为整数分(`*_fen`);重量为整数克(`*_g`);"
    "列表按游标翻页,下一页地址在 `Link: rel=next`;未知参数一律拒绝。\n"
    "出错:RFC 9457 问题详情,`code` 稳定可编程,`errors[]` 指明字段;`Accept-Language: en` 返回英文句子。\n"
    "重复发送:扫码以 `event_id` 识别,其余带 `Idempotency-Key` 的请求以该键识别,重发得到与首次相同的答复。\n\n"
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
