// Made by `make api-types` from the OpenAPI document. Do not edit.

export interface paths {
    "/api/v1/account-help/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 按登录名查找需要协助的账号 · Find the account to help by the name it signs in with, for a reason */
        post: operations["find_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-help/{account_id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 锁定账号 · Lock an account: its sessions and keys stop with the next request */
        post: operations["lock_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-help/{account_id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重置他人的密码 · Take a forgotten password away; its owner sets the next one with the code answered here */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-help/{account_id}/reset-second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重置他人的第二重验证 · Take a lost authenticator away; its owner sets up the next one with the code answered here */
        post: operations["reset_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-help/{account_id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解锁账号 · Open a locked account again */
        post: operations["unlock_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 任职列表 · Terms in reach, newest first, ended ones included */
        get: operations["list_accounts"];
        put?: never;
        /** 为同事开通账号与任职 · Enter a colleague with a role no higher than my own */
        post: operations["create_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{membership_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任职编号 · id of the term */
                membership_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 终止任职 · End a term now; whatever rests on it stops with the next request */
        post: operations["end_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 预警列表 · Alerts in reach, newest first */
        get: operations["list_alerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        /** 预警详情与经过 · One alert with its history */
        get: operations["read_alert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 复核预警的关闭 · Approve that an alert was closed: another officer's second look, by the city or the province */
        post: operations["confirm_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 受理预警 · Take an alert as one's own; doing so again changes nothing */
        post: operations["take_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 关闭预警 · Close an alert with a reason of at least ten characters; none is raised again for the same leg */
        post: operations["end_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 密钥列表 · Keys in reach, newest first, revoked ones included */
        get: operations["list_keys"];
        put?: never;
        /** 创建对接密钥 · Make a key for my organisation */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        /** 密钥详情 · One key without its secret */
        get: operations["read_key"];
        /** 修改密钥网段与期限 · Change where a key may be used from, and until when; what it may do stays as it was made */
        put: operations["edit_key"];
        post?: never;
        /** 吊销密钥 · Revoke a key; it stops with the next request. An administrator gives a reason instead: see `revoke` */
        delete: operations["delete_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{key_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 说明原因并吊销密钥 · Revoke a key with the reason, which stays in the audit trail; an administrator can only do it so */
        post: operations["end_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{key_id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 接管同事的对接密钥 · Answer for a colleague's key from now on: it rests on my term, and works on as it is */
        post: operations["take_key_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 申请列表 · Applications in reach, newest first */
        get: operations["list_applications"];
        put?: never;
        /** 提交变更或证照申请 · Ask for an amendment, or for licences to be entered; they count once the bureau has approved */
        post: operations["create_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        /** 申请详情、材料与经过 · One application with its papers and history */
        get: operations["read_application"];
        /** 补正并重新提交申请 · Put corrected content in place of what was asked, while it is open; a returned one is submitted again */
        put: operations["edit_application"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批准申请 · Approve the version that was read; it takes effect at once. Not by whoever asked */
        post: operations["approve_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上传申请材料 · Send a paper as the body: a picture or a PDF. The version goes up: nobody approves what they have not seen */
        post: operations["upload_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
                /** @description 材料编号 · id of the paper */
                document_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 删除申请材料 · Take a paper out while the application is open */
        delete: operations["delete_document"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}/documents/{sha256}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
                /** @description 文件的 SHA-256 · SHA-256 of the file */
                sha256: string;
            };
            cookie?: never;
        };
        /** 打开申请材料 · The paper itself, to whom the link was made for, within five minutes; always as an attachment */
        get: operations["send_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 驳回申请 · Refuse it for good, with the reason */
        post: operations["refuse_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退回补正 · Send it back to be corrected, with a remark for each field */
        post: operations["return_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{application_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回申请 · Take an application back */
        post: operations["withdraw_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 主管人员任命列表 · Officers' terms in reach, newest first, ended ones included */
        get: operations["list_officers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/city-officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 任命市级主管 · Invite somebody to be an officer of a city in my province */
        post: operations["appoint_city_officer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/city-officers/{membership_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任职编号 · id of the term */
                membership_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 结束市级主管任职 · End a city officer's term now; sessions and keys that rest on it stop with the next request */
        post: operations["end_city_officer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/district-officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 任命区县主管 · Invite somebody to be an officer of a district in my city */
        post: operations["appoint_district_officer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/district-officers/{membership_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任职编号 · id of the term */
                membership_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 结束区县主管任职 · End a district officer's term now; sessions and keys that rest on it stop with the next request */
        post: operations["end_district_officer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/province-officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提议省级主管（须第二位管理员确认） · Propose a province's officer; another administrator confirms within fifteen minutes, or it lapses */
        post: operations["propose_province_officer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/province-officers/{proposal_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任命提议编号 · id of the proposal */
                proposal_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认省级主管任命 · Confirm another administrator's proposal by saying exactly the same */
        post: operations["confirm_province_officer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询审计日志 · What was done and seen, newest first; consumers find who looked at their data under their own account */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 配置变更记录 · What was changed of settings, tables, people's roles and keys, newest first: by whom, from what to what */
        get: operations["list_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 更正列表 · Corrections in reach, newest first: one's own, and those that wait for one's approval */
        get: operations["list_corrections"];
        put?: never;
        /**
         * 申报更正 · Declare an event of one's own organisation wrong; applied at once unless another one has taken the unit over
         * @description Sending it again is harmless: an event is declared once.
         */
        post: operations["create_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{correction_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 更正编号 · id of the correction */
                correction_id: string;
            };
            cookie?: never;
        };
        /** 更正详情 · One correction */
        get: operations["read_correction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{correction_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 更正编号 · id of the correction */
                correction_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认更正 · Agree, as the counter-party or the officer in charge; the correction is applied as things stand now */
        post: operations["approve_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{correction_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 更正编号 · id of the correction */
                correction_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不同意更正 · Disagree: what is on record stands */
        post: operations["refuse_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 设备列表 · Devices in reach, newest first */
        get: operations["list_devices"];
        put?: never;
        /** 登记设备 · Enrol a device of my organisation */
        post: operations["create_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 设备编号 · id of the device */
                device_id: string;
            };
            cookie?: never;
        };
        /** 设备详情 · One device: a handset asks so whether it is still enrolled */
        get: operations["read_device"];
        put?: never;
        post?: never;
        /** 停用设备 · Revoke a device; its scans are refused from now on */
        delete: operations["delete_device"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 拆解工单列表 · Work orders in reach, newest first */
        get: operations["list_work_orders"];
        put?: never;
        /** 开立拆解工单 · Open a work order at a licensed plant, with or without its units */
        post: operations["create_work_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 核查记录 · Checks in reach, newest first */
        get: operations["list_checks"];
        put?: never;
        /** 执行官方核查 · Run 物料系数法, 期末存货盘点法 or 视频审核与书面审核核对法 over a period and keep the result */
        post: operations["create_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        /** 拆解工单详情 · The sheet at the bench: units, check-lists, steps, weighings, balance */
        get: operations["read_work_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        /** 实时物料平衡 · The live mass balance with the tolerance that governs it */
        get: operations["read_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤销工单 · Give an order up while nothing has been weighed; its units are free again */
        post: operations["cancel_work_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 工单结案 · Close: every unit becomes materials, the materials become stock, the figures freeze */
        post: operations["close_work_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/completeness": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 完整性核查 · Check a unit against its required parts; a missing one takes it out of the count of 规范拆解 */
        post: operations["check_completeness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 第二人确认偏差 · The second person's word: a manager who did not write the explanation */
        post: operations["confirm_deviation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/deviation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 说明平衡偏差 · Explain a balance outside tolerance; a manager then confirms it */
        post: operations["explain_deviation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/losses": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记损耗 · Document a loss: drained water, dust, foam gas */
        post: operations["document_loss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 产物称重 · Weigh one container of one output; the answer holds its label number */
        post: operations["weigh_output"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/outputs/{seq}/label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
                /** @description 序号 · sequence number */
                seq: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记产物标签打印 · Log the print of a container's label; a second one is a reprint, and the audit trail names who made it */
        post: operations["print_output_label"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/outputs/{seq}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
                /** @description 序号 · sequence number */
                seq: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回称重 · Take a weighing back; its row and label number stay */
        post: operations["withdraw_weighing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/refrigerant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记制冷剂回收 · Record recovered refrigerant in grams, per unit or per order */
        post: operations["recover_refrigerant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 勾选作业步骤 · Tick a guided step as the person signed in; a hazardous one takes a second person */
        post: operations["tick_guided_step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/units": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 旧机上单 · Put received units on the order, all or none */
        post: operations["add_order_units"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dismantlings/{number}/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 旧机下单 · Take a unit off the order while nothing has been weighed */
        delete: operations["remove_order_unit"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的导出 · My own exports, newest first */
        get: operations["list_exports"];
        put?: never;
        /** 导出数据 · Write what is in my reach into a file: one state of the data, at most 50,000 rows, no personal fields */
        post: operations["create_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 导出编号 · id of the export */
                export_id: string;
            };
            cookie?: never;
        };
        /** 导出详情 · One of my exports */
        get: operations["read_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 导出编号 · id of the export */
                export_id: string;
            };
            cookie?: never;
        };
        /** 下载导出文件 · The file, to whoever made it, until it expires */
        get: operations["send_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 指标定义目录 · The catalogue of figures: every number on a screen or in a report is one of these */
        get: operations["list_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hazardous-wastes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 危险废物代码 · Waste codes that arise from appliances, by the national list of the day */
        get: operations["list_hazardous_wastes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 暂扣中的旧机 · Units on hold in reach */
        get: operations["list_holds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 统一身份关联列表 · All links, newest first */
        get: operations["list_identity_links"];
        put?: never;
        /** 关联统一身份 · Let a person of the unified sign-on act for an account; its rights are the account's */
        post: operations["link_identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 关联编号 · id of the link */
                link_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 取消统一身份关联 · End a link: the next visit leads nowhere, and the account's sessions end */
        delete: operations["unlink_identity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 邀请列表 · Invitations in reach, newest first, used and ended ones included */
        get: operations["list_invitations"];
        put?: never;
        /** 邀请同事 · Invite a colleague with a role no higher than my own. Send them the link; it is shown only now */
        post: operations["create_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 接受邀请并开通账号 · Open an account with a password of my own and join; the link is used up */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 用现有账号接受邀请 · Join with the account I am signed in with; the link is used up */
        post: operations["join_by_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查看收到的邀请 · What the link in my hand offers */
        post: operations["read_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 邀请编号 · id of the invitation */
                invitation_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 撤回邀请 · Take an invitation back; its link stops at once */
        delete: operations["delete_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/item-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 品类列表 · All item types with weights and composition */
        get: operations["list_item_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/item-types/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 品类详情 · One item type with its check-list, outputs, refrigerants and waste codes */
        get: operations["show_item_type"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/rolls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 标签卷列表 · Rolls in one's scope, newest first */
        get: operations["list_rolls"];
        put?: never;
        /** 预留标签卷 · Reserve a roll of 1…5,000 fresh codes to one's own organisation */
        post: operations["make_roll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/rolls/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: number;
            };
            cookie?: never;
        };
        /** 标签卷详情 · One roll, and how much of it is used */
        get: operations["show_roll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/rolls/{number}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: number;
            };
            cookie?: never;
        };
        /** 标签卷内的追溯码 · A roll's codes in order, for printers that draw their own labels */
        get: operations["list_labels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/rolls/{number}/sheet.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: number;
            };
            cookie?: never;
        };
        /** 打印标签卷 · Print a stretch of a roll, at most 500 labels at a time; without `from` and `to` its beginning */
        get: operations["print_roll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/{code}/sheet.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 补打一枚标签 · Print one label, for instance anew for an appliance whose label was worn off */
        get: operations["print_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 装载单列表 · Loads in reach, newest first: those one sends and those that are coming */
        get: operations["list_loads"];
        put?: never;
        /** 新建装载单 · Open a load; then scan units onto it with step `loading`, and the load itself with step `shipping` */
        post: operations["create_load"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loads/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 装载单详情 · One load with its units and its events */
        get: operations["read_load"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 更改装载单目的地 · Send an open or travelling load of one's own elsewhere, so that where it was taken can receive it */
        patch: operations["redirect_load"];
        trace?: never;
    };
    "/api/v1/loads/{code}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 取消空装载单 · Cancel an open load of one's own with nothing aboard */
        post: operations["cancel_empty_load"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 谁看过我的信息 · Who looked at my data, newest first */
        get: operations["list_looks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 个人信息使用说明与我的同意 · What I may agree to, in the words in force, and what I agreed to */
        get: operations["list_consents"];
        put?: never;
        /** 同意使用说明 · Agree to a text as shown; agreeing twice is one consent */
        post: operations["give_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回同意 · Take a consent back. What rested on it is erased: real-name data with the consent to them (PIPL 15, 47) */
        post: operations["withdraw_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 删除我的信息并注销 · Erase everything that names me and close my account; open bookings must end first */
        post: operations["erase_me"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出我的全部信息 · A copy of everything held about me, as a consumer and as staff or officer. Asks for fresh proof of identity */
        post: operations["copy_my_data"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 修改密码 · Set a new password; every other session ends */
        post: operations["change_my_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 更换登录手机号 · Sign in by another phone from now on; after a fresh proof, and one from the new phone */
        post: operations["change_my_phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看我的资料 · My own profile, unmasked */
        get: operations["read_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 更正我的姓名 · Correct my name (PIPL 46) */
        patch: operations["correct_profile"];
        trace?: never;
    };
    "/api/v1/me/real-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看我的实名状态 · Whether and how my name is proved */
        get: operations["read_real_name"];
        put?: never;
        /**
         * 实名核验 · Prove my name by a document, or a child's whose guardian I am
         * @description The answer's `outcome` is `match` only if a provider said so; anything else proves nothing and keeps nothing.
         */
        post: operations["prove_real_name"];
        /** 删除实名资料 · Erase what was proved and take back the consent to it */
        delete: operations["forget_real_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 更换恢复码 · Ten new recovery codes after a fresh proof; the old ones no longer hold */
        post: operations["renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 取消第二重验证 · Do without a second factor again, where the role allows it; after a fresh proof */
        delete: operations["remove_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的登录设备 · Where I am signed in, newest first */
        get: operations["list_my_sessions"];
        put?: never;
        post?: never;
        /** 退出全部登录 · Sign out everywhere, here too; or everywhere else */
        delete: operations["end_my_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录编号 · id of the sign-in */
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 退出一处登录 · Sign out there; it counts from the next request */
        delete: operations["end_my_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各主管部门允许的网络 · All bureaus with their networks, newest first */
        get: operations["list_networks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{organisation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        /** 查看允许的网络 · The networks of a bureau */
        get: operations["read_networks"];
        /** 设置允许的网络 · Replace the networks of a bureau; it counts from the next request */
        put: operations["replace_networks"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{purpose}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 用途 · what it is for */
                purpose: string;
            };
            cookie?: never;
        };
        /** 预约告知 · The words in force today: what booking a pick-up does with name, phone, address and pictures */
        get: operations["read_notice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/open-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公开月度汇总 · Totals for everybody by whole month. Groups smaller than five, and what would reveal them, are held back */
        get: operations["show_open_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 接口描述（OpenAPI 3.1） · This document */
        get: operations["show_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 订单列表 · Bookings in reach, newest first */
        get: operations["list_orders"];
        put?: never;
        /**
         * 预约上门收旧 · Book a pick-up: prices kept, a place taken, a recycler chosen and told why, every appliance labelled
         * @description A community worker's booking belongs to a consumer's account only with the code that consumer's phone got.
         */
        post: operations["create_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/consumer-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 给代约的居民发送验证码 · Text the resident I book for a code that says who books; told to me, it puts the booking into their account
         * @description The answer does not tell whether the phone has an account here.
         */
        post: operations["send_consumer_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        /** 订单详情 · One booking with its story; the hand-over code is shown to its consumer alone */
        get: operations["read_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 接单 · Take a booking on */
        post: operations["accept_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 指派回收员 · Send one of my people; sending another one later is the same action */
        post: operations["assign_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 取消订单 · End a booking; free until two hours before its window, later it is marked */
        post: operations["cancel_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/consumer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        /** 查看订单消费者（脱敏） · The consumer of a booking in reach: masked, or in clear while my unmasking of it lasts */
        get: operations["read_consumer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/dispatch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新派单 · Offer a waiting booking again: to the best recycler that has room now and has not said no */
        post: operations["dispatch_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/handover-code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新生成交接码 · Make the hand-over code anew; read the booking to see it */
        post: operations["renew_handover_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 拒单 · Say no with a reason; the booking goes to the next recycler, or waits for a person */
        post: operations["refuse_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/requote": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        /**
         * 查看新报价的答复 · How the latest price change stands. A collector's phone asks every few seconds while the consumer decides
         * @description It shows no name and no address, so that asking again and again is no look at anybody's data.
         */
        get: operations["follow_requote"];
        put?: never;
        /** 上门重新报价 · Put a new price for one appliance to the consumer; until they agree the promised one stands */
        post: operations["requote_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/requote/consent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 消费者答复新报价 · Answer a price change: by the consumer, or by the collector with the code on the consumer's screen */
        post: operations["consent_to_requote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 改约时段 · Move a booking to another window of its recycler; the old place is free again at once */
        post: operations["reschedule_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 评价上门服务 · Rate a pick-up, once, after it was collected */
        post: operations["review_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{number}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请查看完整信息（留痕） · See a booking's consumer in clear for 15 minutes, 20 times a day at most; they will see that I did, and why */
        post: operations["unmask_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 机构列表 · The organisations in reach, newest first */
        get: operations["list_organisations"];
        put?: never;
        /**
         * 申请入驻 · Apply to take part. Anyone may; nothing works before the bureau has approved
         * @description The manager signs in with the `login` answered: the name chosen, at the firm's credit code.
         */
        post: operations["register_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/licence-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 证照到期提醒 · Licences that end soon or have ended, as announced to the firm and its bureaus, newest first */
        get: operations["list_licence_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{organisation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        /** 机构详情与许可 · One organisation with its licences */
        get: operations["read_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{organisation_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批准入驻 · Let the organisation in; not by whoever entered it */
        post: operations["approve_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{organisation_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 驳回入驻申请 · Refuse the application, with the reason */
        post: operations["refuse_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{organisation_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复机构 · Let a suspended organisation work again: another officer than the one who stopped it */
        post: operations["resume_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{organisation_id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用机构 · Stop an organisation at once: sessions, keys, devices end with the next request. What it has stays visible */
        post: operations["suspend_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outputs/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 库存调整 · Book a loss or a stock-take difference with its reason */
        post: operations["create_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outputs/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 危险废物贮存时限 · Hazardous waste in store, oldest first, with the days that are left */
        get: operations["list_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outputs/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 产物批次 · Lots that hold something, newest first */
        get: operations["list_lots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outputs/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 出库记录 · Shipments in reach, newest first */
        get: operations["list_shipments"];
        put?: never;
        /** 产物出库 · Send materials out; all lines or none, never more than is there */
        post: operations["create_shipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outputs/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 产物库存 · What lies in the plants in reach, by site and material */
        get: operations["read_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversight/{region}/children": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        /** 下级区域指标 · The same figures for every part: function zones, and cities without districts, are parts like the others */
        get: operations["list_children"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversight/{region}/ranking": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        /** 区域排名 · Parts or districts by one figure; equals share a rank, and places of which nothing is known come last */
        get: operations["rank_places"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversight/{region}/records": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        /** 当前未结事项、价差与减排量 · What stands open now, the price gap and the avoided emissions of a period; a category narrows the emissions */
        get: operations["show_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversight/{region}/series": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        /** 指标时间序列 · Figures by day, week or month, at most 400 points; the first and last may be parts of a week or month */
        get: operations["show_series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversight/{region}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        /**
         * 指标变动推送（SSE） · Server-sent events: `ready` once, then `figures` when some changed, `reset` when some may have been missed
         * @description Read the figures after `ready` and after every event, at most once a second. Reconnect with `Last-Event-ID` after
         *     any end; 503 says that too many streams are open here.
         */
        get: operations["stream_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversight/{region}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        /** 区域指标汇总 · Every figure of a region over a period, exact at the time of data, with the period before if asked */
        get: operations["show_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oversight/{region}/units": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        /** 指标对应的明细 · The rows a figure counts: units at a stage, or events of a step in a period with the unit each happened to */
        get: operations["oversight_units_list_units"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 待核扫码列表 · Kept scans in reach, newest first */
        get: operations["list_pending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-scans/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        /** 待核扫码详情 · One kept scan */
        get: operations["read_pending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-scans/{event_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 主管部门了结冲突扫码 · The same decision by the officers in charge; districts decide where money is concerned */
        post: operations["approve_pending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-scans/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新判定扫码 · Judge the scan once more, in its sender's name; when it applies it leaves the queue */
        post: operations["retry_pending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-scans/{event_id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 了结本单位的冲突扫码 · Decide that a scan of one's own organisation shall not be applied; somebody else than its sender does */
        post: operations["settle_pending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 按电话或姓名精确查找订单 · Bookings in reach whose contact has exactly this phone or name; masked as ever, the reason kept
         * @description 20 times a day at most, counted apart from unmaskings and also when nobody is found.
         */
        post: operations["search_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 照片列表 · Photos in reach, newest first */
        get: operations["list_photos"];
        put?: never;
        /** 上传照片 · Send a picture as the body. The same bytes again are answered 200 with what was kept the first time */
        post: operations["upload_photo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/photos/{photo_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 照片编号 · id of the photo */
                photo_id: string;
            };
            cookie?: never;
        };
        /** 照片详情与短时链接 · One photo with a fresh link */
        get: operations["read_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/photos/{sha256}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 文件的 SHA-256 · SHA-256 of the file */
                sha256: string;
            };
            cookie?: never;
        };
        /** 打开照片 · The picture itself, to whom the link was made for, within five minutes */
        get: operations["send_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 价格规则列表 · Published rules, newest first: the public ones, and my own firm's */
        get: operations["list_prices"];
        put?: never;
        /** 发布价格规则 · Publish a price for my jurisdiction, or for my own firm; promises already given are kept */
        post: operations["create_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 获取分项估价 · Price an old appliance line by line; the total is promised for seven days under the quote's id */
        post: operations["create_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 估价问题清单 · What to ask about an item type: questions with their answers, and the parts that may be missing */
        get: operations["list_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes/{quote_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 估价单编号 · id of the quote */
                quote_id: string;
            };
            cookie?: never;
        };
        /** 查看估价单 · A quote by its id, expired ones included */
        get: operations["read_quote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recyclers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本地合规回收企业 · Recyclers that collect here, licensed today, the soonest to come first */
        get: operations["list_recyclers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reference/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 参考数据版本 · Where the reference data comes from: imports and local changes, newest first */
        get: operations["list_editions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reference/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 参考数据集名称 · name of the reference data set */
                dataset: string;
            };
            cookie?: never;
        };
        /** 参考数据当前取值 · Every key of a table with its numbers as they hold at a place on a day */
        get: operations["list_facts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reference/{dataset}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 参考数据集名称 · name of the reference data set */
                dataset: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 设置本省参数 · Set a province's own value for reference numbers, from tomorrow at the earliest. Old rows stay */
        post: operations["create_override"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reference/{dataset}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 参考数据集名称 · name of the reference data set */
                dataset: string;
            };
            cookie?: never;
        };
        /** 参考数据历次取值 · Every row recorded for a key, superseded ones included */
        get: operations["list_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 行政区划查询 · Provinces, the children of a node, or a search */
        get: operations["list_regions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 新增功能区 · Add a function zone (高新区, 经开区 …) under a city of one's own jurisdiction */
        post: operations["create_zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 区划详情与沿革 · A node with its path, children and former names; an abolished code shows its successor */
        get: operations["show_region"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交扫码事件（1 至 1,000 条） · Record scans; every one is answered on its own, and sending one again is harmless */
        post: operations["capture_scans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sealing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 字段封存规则 · Which recorded field is frozen from which step, and who can still have it corrected */
        get: operations["list_seals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看当前登录身份 · Who is signed in, by cookie or key, and what the session still lacks */
        get: operations["read_session"];
        put?: never;
        /**
         * 登录 · Sign in with account and password; sets the session cookie
         * @description Where a second factor is needed, `lacks` says so, and nothing but giving it works until it is given.
         */
        post: operations["open_session"];
        /** 退出登录 · Sign out: the session ends at once, in every tab */
        delete: operations["close_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送短信验证码 · Text a one-time code; the answer does not tell whether the phone is known here */
        post: operations["send_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 从统一身份认证返回 · Back from the unified sign-on: a session for the account that an administrator has linked */
        get: operations["finish_sign_on"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/oidc/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 前往统一身份认证 · Go to the unified sign-on; the browser comes back signed in */
        get: operations["start_sign_on"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 密码到期后设置新密码并登录 · Set a new password at the door and sign in: the way on after `password_expired`. All other sessions end
         * @description Who has a second factor gives its `code` with it, or a `recovery_code`: `second_factor_required` asks for that.
         */
        post: operations["renew_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 手机验证码登录（新号码自动注册） · Sign in with a phone and its code; a phone that is new here gets a consumer's account */
        post: operations["open_session_by_phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/reauth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 再次验证身份 · Prove who I am once more: sensitive acts are open for five minutes */
        post: operations["prove_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 凭启用码设置新密码 · Set a new password with the code that a manager or administrator handed over; sessions end */
        post: operations["recover_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交第二重验证 · Give the second factor, or in its place a recovery code: the session may act from then on */
        post: operations["give_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 开始设置验证器 · A fresh secret for an authenticator; it counts once its first code has come back */
        post: operations["begin_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor/enrolment/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认验证器，领取恢复码 · The authenticator's first code: it is the second factor from now on, and this session has given it */
        post: operations["confirm_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sight-alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 个人信息查看量预警 · Alarms told to bureaus in my territory, newest first */
        get: operations["list_sight_alarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sight-alarms/{alarm_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 查看量预警编号 · id of the alarm */
                alarm_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 处理查看量预警 · Say what came of it; nobody closes an alarm about themselves */
        post: operations["close_sight_alarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 站点列表 · The sites in reach, by code */
        get: operations["list_sites"];
        put?: never;
        /** 登记站点 · Enter a site of my organisation */
        post: operations["create_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 站点详情 · One site by its code */
        get: operations["read_site"];
        /** 修改站点 · New name, position or capacity. Code, kind and district stay: events name them */
        put: operations["edit_site"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{code}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用站点 · Close a site once nothing stands there; it takes no further scans */
        post: operations["end_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可约时段 · Windows still to come, earliest first; full ones are listed with `free` 0 */
        get: operations["list_slots"];
        put?: never;
        /** 开放一个时段 · Open one window of my firm in a district */
        post: operations["create_slot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 设置每周时段表 · Enter a weekly timetable: its windows are opened now, thirty days ahead, and then daily */
        post: operations["create_slot_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/technical": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 技术状态 · Sizes, counters that wait, jobs done, requests refused: the platform's state, without anybody's business */
        get: operations["read_technical"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 旧机列表 · Units one may see, keyset-paged; filters are exact */
        get: operations["list_units"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 旧机详情 · One unit by any of its codes */
        get: operations["show_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{code}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 暂扣旧机 · Hold a unit: an officer in the jurisdiction, or whoever has it */
        post: operations["place_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{code}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 旧机照片 · Every photo the unit's events name, in the order of the story; missing ones are named, too */
        get: operations["list_unit_photos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{code}/release": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解除暂扣 · Lift a hold in one's jurisdiction, whoever placed it */
        post: operations["lift_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{code}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 旧机全程追溯 · Every event of a unit in order, with gaps and anomalies marked */
        get: operations["show_trace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 转移联单列表 · Transfers in reach, newest first; drafts only one's own */
        get: operations["list_transfers"];
        put?: never;
        /** 新建转移联单 · Begin a manifest; nobody but its author sees it until it is issued */
        post: operations["create_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        /** 转移联单详情 · A manifest with its lines and correction records */
        get: operations["read_transfer"];
        /** 修改联单草稿 · Replace a draft's content */
        put: operations["edit_transfer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 接收确认 · The receiver's confirmation of every line */
        post: operations["confirm_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 联单更正记录 · Put a correction record beside a signed manifest */
        post: operations["correct_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}/depart": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 起运 · The vehicle leaves: stock goes down and the receiver's five working days begin */
        post: operations["depart_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 放弃联单草稿 · Give a draft up */
        post: operations["discard_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 签发联单 · Sign a complete manifest; nothing is edited afterwards */
        post: operations["issue_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}/mismatch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记接收不符 · Name, quantity or property differ */
        post: operations["mismatch_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waste-transfers/{number}/void": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 作废联单 · Void an issued manifest that never left */
        post: operations["void_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/demo/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 演示短信（仅开发环境） · The text messages that the demo has sent, newest first; what waits is sent first */
        get: operations["show_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/geo/manifest.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 地图清单与审图号 · Which sheets there are, and the approval number that must stand under them */
        get: operations["read_manifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/geo/{code}.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 审定地图（按上级区划） · What lies below a division, as GeoJSON; 404 where there is no sheet for it */
        get: operations["send_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 存活探针 · Is the process alive */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/obj/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 打开追溯码：网页、JSON 或链接集 · Open a label: page, JSON (`application/json`) or linkset (`application/linkset+json`) by `Accept` */
        get: operations["show_object"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/obj/{code}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 二维码（PNG） · The symbol of a code as PNG, level H, six dots a module at 203 dpi (33.8 mm) */
        get: operations["show_qr_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/obj/{code}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        /** 二维码（SVG） · The symbol of a code as SVG, level H. It depends on the code alone and says nothing about its state */
        get: operations["show_qr_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 就绪探针 · Can it work: database, schema, disk */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AboardView: {
            code: string;
            item_type: string;
            stage: string;
            weight_g?: number | null;
            on_hold: boolean;
            hold_reason?: string | null;
        };
        AcceptBody: {
            token: string;
            account: components["schemas"]["PersonBody"];
        };
        AccountBody: {
            login: string;
            password: string;
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            display_name: string;
            phone?: string | null;
            /** @enum {string} */
            role: "dismantler" | "recycler_manager" | "recycler_staff" | "refurbisher" | "retailer_clerk" | "warehouse";
            /** @default false */
            manager: boolean;
            site?: string | null;
            /** Format: date-time */
            valid_to?: string | null;
        };
        AdjustedView: {
            number: string;
            stock_g: number;
        };
        AdjustmentBody: {
            site: string;
            lot: string;
            /** @enum {string} */
            kind: "loss" | "count_adjust";
            mass_g: number;
            reason: string;
        };
        AgedView: {
            number: string;
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            output_code: string;
            waste_code?: string | null;
            /** Format: date */
            day: string;
            stock_g: number;
            days_stored: number;
            /** Format: date */
            limit_on: string;
            late: boolean;
        };
        AgedViewList: {
            items: components["schemas"]["AgedView"][];
        };
        AlertDetailView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "service_level" | "missing_in_load" | "photo_repeat" | "price_out_of_range";
            /** @enum {string} */
            state: "new" | "claimed" | "closed";
            level?: number;
            unit: components["schemas"]["AlertUnitView"];
            stage: string;
            region: string;
            organisation?: components["schemas"]["NamedView"] | null;
            load?: string | null;
            order?: string | null;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            due_at?: string;
            /** Format: date-time */
            raised_at: string;
            /** Format: date-time */
            escalated_at?: string | null;
            pattern?: string | null;
            /** Format: uuid */
            claimed_by?: string | null;
            /** Format: date-time */
            claimed_at?: string | null;
            /** Format: uuid */
            closed_by?: string | null;
            /** Format: date-time */
            closed_at?: string | null;
            close_reason?: string | null;
            /** Format: uuid */
            approved_by?: string | null;
            /** Format: date-time */
            approved_at?: string | null;
            log?: components["schemas"]["AlertLogView"][];
            photo_pairs?: components["schemas"]["PhotoPairView"][];
            price?: components["schemas"]["PricePaidView"] | null;
        };
        AlertLogView: {
            /** @enum {string} */
            action: "raised" | "escalated" | "claimed" | "closed" | "moved_on" | "approved";
            level: number;
            /** Format: date-time */
            at: string;
            note?: string | null;
        };
        AlertUnitView: {
            code: string;
            item_type: string;
        };
        AlertView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "service_level" | "missing_in_load" | "photo_repeat" | "price_out_of_range";
            /** @enum {string} */
            state: "new" | "claimed" | "closed";
            level?: number;
            unit: components["schemas"]["AlertUnitView"];
            stage: string;
            region: string;
            organisation?: components["schemas"]["NamedView"] | null;
            load?: string | null;
            order?: string | null;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            due_at?: string;
            /** Format: date-time */
            raised_at: string;
            /** Format: date-time */
            escalated_at?: string | null;
            pattern?: string | null;
            /** Format: uuid */
            claimed_by?: string | null;
            /** Format: date-time */
            claimed_at?: string | null;
            /** Format: uuid */
            closed_by?: string | null;
            /** Format: date-time */
            closed_at?: string | null;
            close_reason?: string | null;
            /** Format: uuid */
            approved_by?: string | null;
            /** Format: date-time */
            approved_at?: string | null;
        };
        AlertViewList: {
            items: components["schemas"]["AlertView"][];
        };
        AnswerPriceBody: {
            question: string;
            answer: string;
            /** @enum {string} */
            unit: "fen" | "permille";
            amount: number;
        };
        ApplicantView: {
            /** Format: uuid */
            id: string;
            name: string;
            credit_code: string;
            kind: string;
            region: string;
            state: string;
        };
        ApplicationBody: {
            name?: string | null;
            region?: string | null;
            premises?: string | null;
            licences?: components["schemas"]["LicenceBody"][];
            /** @enum {string} */
            kind: "amendment" | "licence";
        };
        ApplicationDetailView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "registration" | "amendment" | "licence";
            /** @enum {string} */
            state: "submitted" | "returned" | "approved" | "refused" | "withdrawn";
            version: number;
            organisation: components["schemas"]["ApplicantView"];
            /** Format: date-time */
            submitted_at: string;
            /** Format: date-time */
            decided_at?: string | null;
            reason?: string | null;
            content: components["schemas"]["ContentView"];
            documents: components["schemas"]["DocumentView"][];
            log: components["schemas"]["ApplicationLogView"][];
        };
        ApplicationLogView: {
            /** @enum {string} */
            action: "submit" | "resubmit" | "return" | "approve" | "refuse" | "withdraw";
            version: number;
            /** Format: date-time */
            at: string;
            reason?: string | null;
            remarks?: components["schemas"]["RemarkView"][] | null;
        };
        ApplicationView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "registration" | "amendment" | "licence";
            /** @enum {string} */
            state: "submitted" | "returned" | "approved" | "refused" | "withdrawn";
            version: number;
            organisation: components["schemas"]["ApplicantView"];
            /** Format: date-time */
            submitted_at: string;
            /** Format: date-time */
            decided_at?: string | null;
            reason?: string | null;
        };
        ApplicationViewList: {
            items: components["schemas"]["ApplicationView"][];
        };
        ArrivalBody: {
            received: components["schemas"]["ReceivedBody"][];
            note?: string | null;
        };
        AuditView: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            account_id?: string | null;
            /** Format: uuid */
            organisation_id?: string | null;
            organisation_name?: string | null;
            role: string;
            /** Format: uuid */
            membership_id?: string | null;
            /** Format: uuid */
            key_id?: string | null;
            session_ref?: string | null;
            action: string;
            action_zh?: string | null;
            action_en?: string | null;
            verb: string;
            resource: string;
            subjects?: string[];
            consumers?: string[];
            reason?: string | null;
            ticket?: string | null;
            request_id?: string | null;
            address?: string | null;
            /** @enum {string} */
            outcome: "done" | "refused";
            facts?: {
                [key: string]: unknown;
            };
        };
        AuditViewList: {
            items: components["schemas"]["AuditView"][];
        };
        AvoidedView: {
            key: string;
            definition: string;
            zh: string;
            en: string;
            unit: string;
            /** @description null when there is nothing to compute it from */
            value: number | null;
            method: components["schemas"]["MethodView"];
            /** @description units dismantled to standard */
            units: number;
            /** @description of these, of a type whose composition is unknown: not counted */
            unknown_units: number;
            /** @description units taken apart unweighed: their part is missing */
            unweighed: number;
        };
        BalanceView: {
            number: string;
            input_g: number;
            output_g: number;
            loss_g: number;
            missing_g: number;
            permille?: number | null;
            allowed_g: number;
            verdict: string;
            tolerance: components["schemas"]["ToleranceView"];
            materials: components["schemas"]["MaterialView"][];
        };
        CancelBody: {
            reason?: string | null;
        };
        ChangeView: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "api_key" | "application" | "invitation" | "item_type" | "officer_appointment" | "organisation" | "price" | "region" | "system_config" | "release";
            action: string;
            action_zh?: string | null;
            action_en?: string | null;
            role: string;
            /** Format: uuid */
            account_id?: string | null;
            organisation_name?: string | null;
            subjects: string[];
            reason?: string | null;
            valid_from?: string | null;
            sha256?: string | null;
            changed: components["schemas"]["DifferenceView"][];
        };
        ChangeViewList: {
            items: components["schemas"]["ChangeView"][];
        };
        ChangesBody: {
            weight_g?: number;
            price_fen?: number;
            /** @enum {string} */
            route?: "dismantle" | "refurbish";
            outputs?: components["schemas"]["OutputBody"][];
            /** Format: date-time */
            event_time?: string;
            reason?: string;
        };
        CheckBody: {
            /** @enum {string} */
            method: "material_coefficient" | "closing_stock" | "video_document";
            site: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            counted?: components["schemas"]["CountedBody"][];
            sampled?: components["schemas"]["SampleBody"][];
            note?: string | null;
        };
        CheckItemView: {
            subject: string;
            aspect: string;
            measure: string;
            expected?: number | null;
            found?: number | null;
            opening?: number | null;
            receipts?: number | null;
            issues?: number | null;
            implied_units?: number | null;
            deviation_permille?: number | null;
            verdict: string;
        };
        CheckView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            method: "material_coefficient" | "closing_stock" | "video_document";
            method_zh: string;
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            tolerance: components["schemas"]["ToleranceView"];
            verdict: string;
            note?: string | null;
            /** Format: date-time */
            created_at: string;
            items: components["schemas"]["CheckItemView"][];
        };
        CheckViewList: {
            items: components["schemas"]["CheckView"][];
        };
        ChildrenView: {
            region: components["schemas"]["OversightPlaceView"];
            path: components["schemas"]["OversightPlaceView"][];
            period: components["schemas"]["PeriodView"];
            before: components["schemas"]["PeriodView"] | null;
            category: string | null;
            basis: string;
            /**
             * Format: date-time
             * @description time of data: every event recorded before it is counted
             */
            as_of: string;
            total: components["schemas"]["FigureView"][];
            items: components["schemas"]["OversightPartView"][];
        };
        CloseBody: {
            reason: string;
        };
        CodeBody: {
            phone: string;
            /**
             * @default sign_in
             * @enum {string}
             */
            purpose: "sign_in" | "reauth" | "change_phone";
            about?: string | null;
        };
        CodeNameView: {
            code: string;
            name: string | null;
        };
        CodeView: {
            digits: number;
            expires_in_s: number;
            retry_after_s: number;
        };
        CompletenessBody: {
            code: string;
            missing?: number[];
            reason?: string | null;
        };
        ConfirmBody: {
            code: string;
            enrolment_code?: string | null;
        };
        ConsentBody: {
            /** @enum {string} */
            purpose: "real_name" | "minor";
            text_sha256: string;
        };
        ConsentView: {
            purpose: string;
            text_zh: string;
            text_en: string;
            text_sha256: string;
            /** Format: date */
            valid_from: string;
            /** Format: date-time */
            given_at?: string | null;
        };
        ConsentsView: {
            items: components["schemas"]["ConsentView"][];
        };
        ConsumerCodeBody: {
            phone: string;
        };
        ConsumerView: {
            name?: string | null;
            phone?: string | null;
            address?: string | null;
            verified: boolean;
            real_name?: string | null;
            document_kind?: string | null;
            document_number?: string | null;
            masked: boolean;
            /**
             * Format: date-time
             * @description when a look in clear ends
             */
            until?: string | null;
            /**
             * @description how the person hears of a look: in their account, or once they prove the phone
             * @enum {string|null}
             */
            notice?: "shown" | "waits" | null;
            /** @description how many looks in clear the reader has left today */
            left_today?: number | null;
        };
        ContentView: {
            name?: string;
            region?: string;
            premises?: string;
            licences?: components["schemas"]["StatedLicenceView"][];
        };
        CopyBody: {
            /**
             * @default json
             * @enum {string}
             */
            format: "json" | "html" | "csv" | "csv_gb18030" | "xlsx";
        };
        CorrectionBody: {
            /** Format: uuid */
            event_id: string;
            /** @enum {string} */
            kind: "did_not_occur" | "incorrect_data";
            changes?: components["schemas"]["ChangesBody"];
            reason: string;
        };
        CorrectionView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            event_id: string;
            code: string;
            seq: number;
            step: string;
            /** @enum {string} */
            kind: "did_not_occur" | "incorrect_data";
            changes: {
                [key: string]: unknown;
            };
            reason: string;
            /** @enum {string} */
            state: "proposed" | "applied" | "refused";
            /** Format: uuid */
            corrective_event_id: string | null;
            organisation: components["schemas"]["NamedView"];
            counter_party: components["schemas"]["NamedView"] | null;
            /** Format: uuid */
            declared_by?: string | null;
            /** Format: date-time */
            declared_at: string;
            /** Format: uuid */
            decided_by?: string | null;
            /** Format: date-time */
            decided_at?: string | null;
            decision_reason?: string | null;
        };
        CorrectionViewList: {
            items: components["schemas"]["CorrectionView"][];
        };
        CountedBody: {
            output_code?: string;
            waste_code?: string | null;
            item_type?: string;
            mass_g?: number;
            units?: number;
        };
        DataWipeBody: {
            /** @enum {string} */
            method: "overwrite" | "block_erase" | "storage_removed";
            record: string;
        };
        DatabaseView: {
            bytes: number;
            migration: string;
            connections: number;
            most_connections: number;
            jobs_work: boolean;
        };
        DecisionBody: {
            reason: string;
        };
        DefinitionView: {
            key: string;
            zh: string;
            en: string;
            formula_zh: string;
            formula_en: string;
            unit: string;
            basis: string | null;
            cadence: string[];
            source: string;
            note: string;
            readable: boolean;
        };
        DefinitionViewList: {
            items: components["schemas"]["DefinitionView"][];
        };
        DeviceBody: {
            name: string;
        };
        DeviceView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            organisation_id: string;
            name: string;
            /** Format: date-time */
            enrolled_at: string;
            /** Format: date-time */
            revoked_at?: string | null;
        };
        DeviceViewList: {
            items: components["schemas"]["DeviceView"][];
        };
        DifferenceView: {
            table: string;
            name: string;
            before?: unknown;
            after?: unknown;
        };
        DiscrepancyBody: {
            code: string;
            /** @enum {string} */
            kind: "missing" | "refused" | "damaged" | "unexpected";
            weight_g?: number;
            reason?: string;
            unweighed?: string;
        };
        DismantlingNamedView: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        DismantlingReasonBody: {
            reason: string;
        };
        DismantlingRecoveryView: {
            seq: number;
            unit?: string | null;
            refrigerant: string;
            mass_g: number;
            reason?: string | null;
            /** Format: date-time */
            at: string;
        };
        DocumentBody: {
            /** @enum {string} */
            kind: "resident_id" | "hmt_residence" | "foreign_permanent" | "hm_pass" | "tw_pass" | "passport";
            number: string;
            country?: string | null;
        };
        DocumentView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            shows: "dismantling" | "recycling" | "hazardous_waste" | "second_hand" | "transport" | "business_licence" | "other";
            name: string;
            media_type: string;
            size_bytes: number;
            sha256: string;
            /** Format: date-time */
            uploaded_at: string;
            url: string;
        };
        DraftBody: {
            receiver_region?: string | null;
            manifest_number?: string | null;
            generator_contact?: string | null;
            generator_phone?: string | null;
            carrier_name?: string | null;
            carrier_licence?: string | null;
            plate?: string | null;
            driver?: string | null;
            escort?: string | null;
            receiver_name?: string | null;
            receiver_licence?: string | null;
            receiver_address?: string | null;
            treatment?: string | null;
            approval_number?: string | null;
            site: string;
            lines?: components["schemas"]["WasteLineBody"][];
        };
        EndBody: {
            reason: string;
        };
        EntryBody: {
            code: string;
            weight_g?: number | null;
        };
        ErasedView: {
            contacts: number;
            remarks: number;
            photos: number;
            /** @description evidence of a price change or of what is on hold, for a while longer */
            photos_kept: number;
            real_names: number;
            /** @description kept without any personal data, so that the chain stays whole */
            orders_kept: number;
        };
        ErasureBody: {
            /** @enum {string} */
            confirm: "erase";
        };
        ExportBody: {
            /** @enum {string} */
            dataset: "units" | "orders" | "events" | "dismantlings" | "output_lots" | "waste_transfers";
            /**
             * @default xlsx
             * @enum {string}
             */
            format: "csv" | "csv_gb18030" | "xlsx";
            filters?: components["schemas"]["FilterBody"];
            reason: string;
        };
        ExportView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            dataset: "units" | "orders" | "events" | "dismantlings" | "output_lots" | "waste_transfers";
            /** @enum {string} */
            format: "csv" | "csv_gb18030" | "xlsx";
            filters: {
                [key: string]: string;
            };
            reason: string;
            rows: number;
            size_bytes: number;
            /** Format: date-time */
            as_of: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            file: string | null;
        };
        ExportViewList: {
            items: components["schemas"]["ExportView"][];
        };
        FactorBody: {
            code?: string | null;
            recovery_code?: string | null;
        };
        FigureView: {
            key: string;
            /** @description null when there is nothing to compute it from */
            value: number | null;
            /** @description of a ratio */
            numerator: number | null;
            /** @description of a ratio */
            denominator: number | null;
            /** @description counted units that nobody weighed: their weight is missing, not zero */
            unweighed: number | null;
            /** @description of a step: grams weighed at it */
            weight_g: number | null;
            /** @description the value of the period compared with */
            before: number | null;
            /** @description value − before */
            difference: number | null;
            /** @description (value − before) ÷ before; null for ratios and without a value before */
            change_permille: number | null;
            definition: string;
            zh: string;
            en: string;
            unit: string;
            basis: string;
        };
        FilterBody: {
            state?: string;
            region?: string;
            item_type?: string;
            /** Format: date */
            from_day?: string;
            /** Format: date */
            to_day?: string;
            /** @enum {string} */
            figure?: "booked_units" | "recovered_units" | "recovered_tonnes" | "paid_fen";
        };
        FindBody: {
            reason: string;
            login: string;
        };
        FindingBody: {
            reason: string;
        };
        FirstPersonBody: {
            login: string;
            password: string;
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            display_name: string;
            phone?: string | null;
        };
        FormerRegionView: {
            code: string;
            name: string;
            split: boolean;
        };
        FoundView: {
            items: components["schemas"]["OrderView"][];
            left_today: number;
        };
        GapView: {
            after_seq: number;
            stage: string;
            /** Format: date-time */
            due_at: string;
            /** Format: date-time */
            ended_at?: string | null;
        };
        GeoBody: {
            lat: number;
            lon: number;
            accuracy_m?: number;
        };
        HandedView: {
            code: string;
            /** Format: date-time */
            expires_at: string;
        };
        HatView: {
            /** Format: uuid */
            id: string;
            role: string;
            manager: boolean;
            organisation: components["schemas"]["NamedView"];
        };
        HazardousWasteView: {
            source: string;
            edition: string;
            verified: boolean;
            mark: string | null;
            code: string;
            hw_class: string;
            name_zh: string;
            name_en: string;
            hazard: string[];
            note: string | null;
        };
        HazardousWasteViewList: {
            items: components["schemas"]["HazardousWasteView"][];
        };
        HoldBody: {
            reason: string;
        };
        InHandView: {
            units: number;
            orders: number;
            loads: number;
        };
        InvitationBody: {
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            display_name: string;
            /** @enum {string} */
            role: "dismantler" | "recycler_manager" | "recycler_staff" | "refurbisher" | "retailer_clerk" | "warehouse";
            /** @default false */
            manager: boolean;
            site?: string | null;
            /** Format: date-time */
            valid_to?: string | null;
            /** @default 3 */
            days: number;
        };
        InvitationView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            organisation_id: string;
            display_name: string;
            role: string;
            manager: boolean;
            /** Format: date-time */
            valid_to?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            revoked_at?: string | null;
            /** Format: date-time */
            accepted_at?: string | null;
        };
        InvitationViewList: {
            items: components["schemas"]["InvitationView"][];
        };
        ItemTypePageView: {
            code: string;
            name_zh: string;
            name_en: string;
            weee_class: string | null;
            data_bearing: boolean;
            refrigerant_bearing: boolean;
            numbers: {
                [key: string]: components["schemas"]["ReferenceNumberView"];
            };
            note: string | null;
            weee_category: components["schemas"]["WeeeCategoryView"] | null;
            required_parts: components["schemas"]["RequiredPartView"][];
            key_outputs: components["schemas"]["KeyOutputView"][];
            refrigerants: components["schemas"]["RefrigerantView"][];
            hazardous_wastes: components["schemas"]["HazardousWasteView"][];
        };
        ItemTypeView: {
            code: string;
            name_zh: string;
            name_en: string;
            weee_class: string | null;
            data_bearing: boolean;
            refrigerant_bearing: boolean;
            numbers: {
                [key: string]: components["schemas"]["ReferenceNumberView"];
            };
        };
        ItemTypeViewList: {
            items: components["schemas"]["ItemTypeView"][];
        };
        JobRunView: {
            job: string;
            period: string;
            /** Format: date-time */
            done_at: string;
            result: number;
        };
        KeyBody: {
            name: string;
            /**
             * @default integration_client
             * @enum {string}
             */
            role: "integration_client" | "dismantler" | "recycler_staff" | "refurbisher" | "retailer_clerk" | "warehouse";
            scopes: string[];
            ip_list?: string[];
            /** @default false */
            any_address: boolean;
            /** Format: date-time */
            expires_at?: string | null;
        };
        KeyChangeBody: {
            ip_list: string[];
            /** @default false */
            any_address: boolean;
            /** Format: date-time */
            expires_at: string | null;
        };
        KeyOutputView: {
            output_code: string;
            name_zh: string;
            name_en: string;
            is_key: boolean;
            waste_code: string | null;
            note: string | null;
            numbers: {
                [key: string]: components["schemas"]["ReferenceNumberView"];
            };
        };
        KeyView: {
            /** Format: uuid */
            id: string;
            prefix: string;
            name: string;
            /** Format: uuid */
            organisation_id?: string | null;
            /** Format: uuid */
            membership_id?: string | null;
            role: string;
            scopes: string[];
            ip_list: string[];
            any_address: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at?: string | null;
            /** Format: date-time */
            revoked_at?: string | null;
        };
        KeyViewList: {
            items: components["schemas"]["KeyView"][];
        };
        LabelView: {
            code: string;
            readonly display?: string;
            readonly url?: string;
            position: number;
            state: string;
        };
        LabelViewList: {
            items: components["schemas"]["LabelView"][];
        };
        LicenceBody: {
            /** @enum {string} */
            kind: "dismantling" | "recycling" | "hazardous_waste" | "second_hand" | "transport";
            number: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string;
        };
        LicenceView: {
            /** Format: uuid */
            id: string;
            kind: string;
            number: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string;
            /** @enum {string} */
            standing: "not_yet" | "valid" | "expiring" | "expired";
            days_left: number;
        };
        LineBody: {
            lot: string;
            mass_g: number;
        };
        LinkBody: {
            reason: string;
            account: string;
            subject: string;
        };
        LinkView: {
            /** Format: uuid */
            id: string;
            issuer: string;
            subject: string;
            /** Format: uuid */
            account_id: string;
            login: string;
            /** Format: date-time */
            created_at: string;
        };
        LinkViewList: {
            items: components["schemas"]["LinkView"][];
        };
        LiveView: {
            cells: number;
            slots: number;
            of: number;
        };
        LoadBody: {
            destination: string;
            origin?: string | null;
            plate?: string | null;
            code?: string | null;
        };
        LoadDetailView: {
            code: string;
            /** @enum {string} */
            state: "open" | "shipped" | "arrived" | "closed" | "cancelled";
            origin: components["schemas"]["NamedView"];
            destination: components["schemas"]["LoadSiteView"];
            plate?: string | null;
            listed?: number | null;
            aboard: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            shipped_at?: string | null;
            /** Format: date-time */
            arrived_at?: string | null;
            /** Format: date-time */
            closed_at?: string | null;
            units: components["schemas"]["AboardView"][];
            events: components["schemas"]["LoadEventView"][];
        };
        LoadEventView: {
            step: string;
            /** Format: date-time */
            event_time: string;
            /** Format: date-time */
            record_time: string;
            listed: number;
            confirmed: number;
            weight_g?: number | null;
            exceptions?: {
                [key: string]: unknown;
            }[] | null;
            flags?: string[] | null;
        };
        LoadSiteView: {
            code: string;
            name: string;
            organisation: components["schemas"]["NamedView"];
        };
        LoadView: {
            code: string;
            /** @enum {string} */
            state: "open" | "shipped" | "arrived" | "closed" | "cancelled";
            origin: components["schemas"]["NamedView"];
            destination: components["schemas"]["LoadSiteView"];
            plate?: string | null;
            listed?: number | null;
            aboard: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            shipped_at?: string | null;
            /** Format: date-time */
            arrived_at?: string | null;
            /** Format: date-time */
            closed_at?: string | null;
        };
        LoadViewList: {
            items: components["schemas"]["LoadView"][];
        };
        LookView: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            role: string;
            organisation?: string | null;
            action: string;
            reason?: string | null;
            /** @description seen in clear, with a reason */
            unmasked: boolean;
        };
        LookViewList: {
            items: components["schemas"]["LookView"][];
        };
        LookerView: {
            /** Format: uuid */
            id: string;
            login: string;
            name: string;
        };
        LossBody: {
            mass_g: number;
            reason: string;
        };
        LossView: {
            mass_g: number;
            reason: string;
            /** Format: date-time */
            at: string;
        };
        LotView: {
            number: string;
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            output_code: string;
            waste_code?: string | null;
            /** Format: date */
            day: string;
            stock_g: number;
        };
        LotViewList: {
            items: components["schemas"]["LotView"][];
        };
        ManifestView: {
            audit_no: string | null;
            source: string | null;
            date: string | null;
            sheets: string[];
            /** Format: date-time */
            imported_at: string | null;
        };
        MaterialView: {
            output_code: string;
            waste_code?: string | null;
            mass_g: number;
            typical_g?: number | null;
        };
        MemberView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            account_id: string;
            login: string;
            display_name: string;
            /** Format: uuid */
            organisation_id: string;
            organisation_name: string;
            role: string;
            manager: boolean;
            site?: string | null;
            /** Format: date-time */
            valid_from: string;
            /** Format: date-time */
            valid_to?: string | null;
        };
        MemberViewList: {
            items: components["schemas"]["MemberView"][];
        };
        MethodView: {
            key: string;
            zh: string;
            en: string;
            edition: string;
            source: string;
            verified: boolean;
        };
        MismatchBody: {
            received?: components["schemas"]["ReceivedBody"][];
            note: string;
        };
        MyPhoneBody: {
            phone: string;
            code: string;
        };
        MySessionView: {
            /** Format: uuid */
            id: string;
            method: string;
            label?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_seen_at?: string | null;
            /** Format: date-time */
            expires_at: string;
            current: boolean;
        };
        MySessionViewList: {
            items: components["schemas"]["MySessionView"][];
        };
        NamedView: {
            id: string;
            name: string;
        };
        NetworksBody: {
            networks: string[];
            reason: string;
        };
        NetworksView: {
            /** Format: uuid */
            id: string;
            name: string;
            region: string;
            networks: string[];
        };
        NetworksViewList: {
            items: components["schemas"]["NetworksView"][];
        };
        NewInvitationView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            organisation_id: string;
            display_name: string;
            role: string;
            manager: boolean;
            /** Format: date-time */
            valid_to?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            revoked_at?: string | null;
            /** Format: date-time */
            accepted_at?: string | null;
            token: string;
            link: string;
        };
        NewKeyView: {
            /** Format: uuid */
            id: string;
            prefix: string;
            name: string;
            /** Format: uuid */
            organisation_id?: string | null;
            /** Format: uuid */
            membership_id?: string | null;
            role: string;
            scopes: string[];
            ip_list: string[];
            any_address: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at?: string | null;
            /** Format: date-time */
            revoked_at?: string | null;
            key: string;
        };
        NoteBody: {
            note: string;
        };
        NoteView: {
            note: string;
            input_g: number;
            output_g: number;
            loss_g: number;
            /** Format: uuid */
            noted_by: string;
            /** Format: date-time */
            noted_at: string;
            /** Format: uuid */
            confirmed_by?: string | null;
            /** Format: date-time */
            confirmed_at?: string | null;
        };
        NoticeView: {
            /** @enum {string} */
            purpose: "booking";
            text_zh: string;
            text_en: string;
            text_sha256: string;
            /** Format: date */
            valid_from: string;
        };
        NoticeViewList: {
            items: components["schemas"]["OrganisationNoticeView"][];
        };
        OfferMadeView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            organisation_id: string;
            display_name: string;
            role: string;
            /** Format: date-time */
            valid_to?: string | null;
            /** Format: date-time */
            expires_at: string;
            link: string;
        };
        OfferView: {
            organisation_name: string;
            display_name: string;
            role: string;
            manager: boolean;
            /** Format: date-time */
            valid_to?: string | null;
            /** Format: date-time */
            expires_at: string;
        };
        OfficeBody: {
            /** Format: uuid */
            bureau: string;
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            display_name: string;
            /** Format: date-time */
            valid_to?: string | null;
            reason: string;
        };
        OfficerView: {
            /** Format: uuid */
            id: string;
            account: components["schemas"]["NamedView"];
            role: string;
            bureau: components["schemas"]["NamedView"];
            region: string;
            /** Format: date-time */
            valid_from: string;
            /** Format: date-time */
            valid_to?: string | null;
        };
        OfficerViewList: {
            items: components["schemas"]["OfficerView"][];
        };
        OnBehalfBody: {
            phone: string;
            code: string;
        };
        OpenPartView: {
            code: string;
            name: string;
            level: string;
            values: {
                [key: string]: number | null;
            };
        };
        OpenView: {
            period: components["schemas"]["PeriodView"];
            figures: components["schemas"]["DefinitionView"][];
            smallest_group: number;
            total: components["schemas"]["OpenPartView"];
            items: components["schemas"]["OpenPartView"][];
        };
        OpeningBody: {
            site: string;
            /** @enum {string} */
            group: "AC" | "DRYER" | "FRIDGE" | "KITCHEN" | "LAPTOP" | "OFFICE" | "PC_DESKTOP" | "PHONE" | "RANGE_HOOD" | "TABLET" | "TV_CRT" | "TV_FPD" | "WASHER" | "WATER_HEATER_ELECTRIC" | "WATER_HEATER_GAS";
            line: string;
            bench: string;
            shift: string;
            units?: components["schemas"]["EntryBody"][];
        };
        OrderAssignBody: {
            /** Format: uuid */
            collector: string;
            /** Format: date-time */
            visit_start?: string | null;
            /** @default 30 */
            visit_minutes: number;
        };
        OrderBody: {
            /** Format: uuid */
            slot?: string | null;
            /** Format: date-time */
            slot_start?: string | null;
            contact: components["schemas"]["OrderContactBody"];
            units: components["schemas"]["OrderUnitBody"][];
            on_behalf_of?: components["schemas"]["OnBehalfBody"] | null;
            notice_sha256?: string | null;
        };
        OrderCancelBody: {
            reason?: string | null;
        };
        OrderCollectorView: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description masked */
            phone?: string | null;
            /** Format: date-time */
            visit_start?: string | null;
            /** Format: date-time */
            visit_end?: string | null;
        };
        OrderConsequenceView: {
            late: boolean;
            zh: string;
            en: string;
        };
        OrderContactBody: {
            region: string;
            address: string;
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            name: string;
            phone: string;
            floor?: number | null;
            lift?: boolean | null;
        };
        OrderContactView: {
            name: string;
            phone: string;
            address: string;
            floor?: number | null;
            lift?: boolean | null;
            masked: boolean;
        };
        OrderDetailView: {
            /** Format: uuid */
            id: string;
            number: string;
            state: string;
            region: components["schemas"]["OrderRegionView"];
            recycler?: components["schemas"]["NamedView"] | null;
            /** Format: uuid */
            slot_id?: string | null;
            /** Format: date-time */
            slot_start: string;
            /** Format: date-time */
            slot_end: string;
            /** Format: date-time */
            accept_by?: string | null;
            promised_fen: number;
            price_fen: number;
            units: components["schemas"]["OrderUnitView"][];
            /** Format: date-time */
            placed_at: string;
            /** Format: date-time */
            collected_at?: string | null;
            /** Format: date-time */
            cancelled_at?: string | null;
            cancel_cause?: string | null;
            cancelled_late?: boolean | null;
            contact?: components["schemas"]["OrderContactView"] | null;
            collector?: components["schemas"]["OrderCollectorView"] | null;
            dispatches: components["schemas"]["OrderDispatchView"][];
            requotes: components["schemas"]["RequoteView"][];
            history: components["schemas"]["OrderHistoryView"][];
            review?: components["schemas"]["OrderReviewView"] | null;
            handover?: components["schemas"]["OrderHandoverView"] | null;
            if_cancelled?: components["schemas"]["OrderConsequenceView"] | null;
            /** @description what the reader may do now */
            actions: string[];
        };
        OrderDispatchView: {
            recycler: components["schemas"]["NamedView"];
            state: string;
            reason_zh: string;
            reason_en: string;
            /** Format: date-time */
            offered_at: string;
            /** Format: date-time */
            answered_at?: string | null;
            answer_reason?: string | null;
        };
        OrderHandoverView: {
            code: string;
            locked: boolean;
        };
        OrderHistoryView: {
            action: string;
            from_state?: string | null;
            to_state: string;
            /** Format: date-time */
            at: string;
            role: string;
            organisation?: components["schemas"]["NamedView"] | null;
            /** Format: date-time */
            slot_start: string;
            reason?: string | null;
        };
        OrderReasonBody: {
            reason: string;
        };
        OrderRegionView: {
            code: string;
            name: string;
        };
        OrderReviewBody: {
            rating: number;
            remark?: string | null;
        };
        OrderReviewView: {
            rating: number;
            remark?: string | null;
            /** Format: date-time */
            written_at: string;
        };
        OrderSummaryView: {
            /** Format: uuid */
            id: string;
            number: string;
            state: string;
            region: components["schemas"]["OrderRegionView"];
            recycler?: components["schemas"]["NamedView"] | null;
            /** Format: uuid */
            slot_id?: string | null;
            /** Format: date-time */
            slot_start: string;
            /** Format: date-time */
            slot_end: string;
            /** Format: date-time */
            accept_by?: string | null;
            promised_fen: number;
            price_fen: number;
            units: components["schemas"]["OrderUnitView"][];
            /** Format: date-time */
            placed_at: string;
            /** Format: date-time */
            collected_at?: string | null;
            /** Format: date-time */
            cancelled_at?: string | null;
            cancel_cause?: string | null;
            cancelled_late?: boolean | null;
        };
        OrderUnitBody: {
            /** Format: uuid */
            quote?: string | null;
            item_type?: string | null;
            answers?: components["schemas"]["QuoteAnswersBody"] | null;
        };
        OrderUnitView: {
            position: number;
            item_type: string;
            item_type_zh: string;
            item_type_en: string;
            /** Format: uuid */
            quote_id: string;
            code?: string | null;
            stage?: string | null;
            promised_fen: number;
            price_fen: number;
        };
        OrderView: {
            /** Format: uuid */
            id: string;
            number: string;
            state: string;
            region: components["schemas"]["OrderRegionView"];
            recycler?: components["schemas"]["NamedView"] | null;
            /** Format: uuid */
            slot_id?: string | null;
            /** Format: date-time */
            slot_start: string;
            /** Format: date-time */
            slot_end: string;
            /** Format: date-time */
            accept_by?: string | null;
            promised_fen: number;
            price_fen: number;
            units: components["schemas"]["OrderUnitView"][];
            /** Format: date-time */
            placed_at: string;
            /** Format: date-time */
            collected_at?: string | null;
            /** Format: date-time */
            cancelled_at?: string | null;
            cancel_cause?: string | null;
            cancelled_late?: boolean | null;
            contact?: components["schemas"]["OrderContactView"] | null;
            collector?: components["schemas"]["OrderCollectorView"] | null;
        };
        OrderViewList: {
            items: components["schemas"]["OrderView"][];
        };
        OrderWhenBody: {
            /** Format: uuid */
            slot?: string | null;
            /** Format: date-time */
            slot_start?: string | null;
        };
        OrganisationBody: {
            credit_code: string;
            name: string;
            /** @enum {string} */
            kind: "recycler" | "warehouse" | "dismantler" | "refurbisher" | "retailer";
            region: string;
            premises?: string | null;
            licences?: components["schemas"]["LicenceBody"][];
            manager: components["schemas"]["FirstPersonBody"];
        };
        OrganisationDecisionBody: {
            reason: string;
        };
        OrganisationDetailView: {
            /** Format: uuid */
            id: string;
            credit_code: string;
            name: string;
            kind: string;
            region: string;
            state: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            decided_at?: string | null;
            decision_reason?: string | null;
            licences: components["schemas"]["LicenceView"][];
            suspension?: components["schemas"]["SuspensionView"] | null;
            in_hand?: components["schemas"]["InHandView"] | null;
        };
        OrganisationNoticeView: {
            /** Format: uuid */
            id: string;
            organisation: components["schemas"]["NamedView"];
            kind: string;
            number: string;
            /** Format: date */
            valid_to: string;
            threshold: number;
            /** @enum {string} */
            stops: "nothing" | "offers" | "scans";
            /** Format: date-time */
            at: string;
        };
        OrganisationView: {
            /** Format: uuid */
            id: string;
            credit_code: string;
            name: string;
            kind: string;
            region: string;
            state: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            decided_at?: string | null;
            decision_reason?: string | null;
        };
        OrganisationViewList: {
            items: components["schemas"]["OrganisationView"][];
        };
        OutboxView: {
            items: components["schemas"]["TextView"][];
        };
        OutputBody: {
            output_code: string;
            mass_g: number;
            waste_code?: string;
        };
        OutputKindView: {
            output_code: string;
            name_zh: string;
            name_en: string;
            key: boolean;
            waste_code_rule: string;
            waste_codes: string[];
        };
        OutputLine: {
            output_code: string;
            mass_g: number;
            waste_code?: string | null;
        };
        OverrideBody: {
            key: string;
            values: {
                [key: string]: number | boolean;
            };
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string | null;
            document_no: string;
        };
        OversightMaterialView: {
            code: string;
            weight_g: number;
        };
        OversightPartView: {
            code: string;
            name: string;
            level: string;
            figures: components["schemas"]["ReadingView"][];
        };
        OversightPlaceView: {
            code: string;
            name: string;
            level: string;
        };
        OversightStreamChangeView: {
            region: string;
            districts: string[];
        };
        PartPriceBody: {
            seq: number;
            /** @enum {string} */
            unit: "fen" | "permille";
            amount: number;
        };
        PartView: {
            part: number;
            name_zh: string;
            name_en?: string;
            mandatory?: boolean | null;
        };
        PartViewOfNameZhPart: {
            part: number;
            name_zh: string;
        };
        PartyView: {
            /** Format: uuid */
            id: string;
            name: string | null;
        };
        PasswordBody: {
            current_password?: string | null;
            password: string;
        };
        PendingView: {
            /** Format: uuid */
            event_id: string;
            code: string;
            /** @enum {string} */
            state: "waiting" | "conflict" | "settled";
            step: string;
            event_time: string;
            site?: string | null;
            load?: string | null;
            replaces?: string | null;
            weight_g?: number | null;
            reason?: string | null;
            organisation?: components["schemas"]["NamedView"] | null;
            /** Format: uuid */
            account_id?: string | null;
            /** Format: uuid */
            device_id?: string | null;
            device_seq?: number | null;
            refusal: string;
            field?: string | null;
            message: string;
            facts?: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            decided_at?: string | null;
            /** Format: uuid */
            settled_by?: string | null;
            note?: string | null;
        };
        PendingViewList: {
            items: components["schemas"]["PendingView"][];
        };
        PeriodView: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        PersonBody: {
            login: string;
            password: string;
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            display_name: string;
            phone?: string | null;
        };
        PersonSearchBody: {
            reason: string;
            ticket: string;
            phone?: string | null;
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            name?: string | null;
        };
        PhoneBody: {
            phone: string;
            code: string;
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            display_name?: string | null;
        };
        PhotoPairView: {
            mine: components["schemas"]["PhotoSideView"];
            other: components["schemas"]["PhotoSideView"];
            same_file: boolean;
            differing_bits: number;
        };
        PhotoSideView: {
            in_reach: boolean;
            code: string | null;
            item_type: string | null;
            organisation: string | null;
            step: string;
            /** Format: date-time */
            at: string;
            place: string;
            place_name: string | null;
            /** @enum {string} */
            state: "present" | "missing" | "erased" | "withheld";
            photo: components["schemas"]["PhotoView"] | null;
        };
        PhotoView: {
            /** Format: uuid */
            id: string;
            sha256: string;
            source_sha256: string;
            purpose: string;
            media_type: string;
            size_bytes: number;
            width: number;
            height: number;
            /** Format: date-time */
            created_at: string;
            url: string | null;
        };
        PhotoViewList: {
            items: components["schemas"]["PhotoView"][];
        };
        PlaceView: {
            code: string;
            name: string;
        };
        PointView: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            values: {
                [key: string]: number | null;
            };
        };
        PriceBody: {
            region: string;
            item_type: string;
            /** Format: date */
            valid_from: string;
            document_no: string;
            base_fen?: number;
            floor_fen?: number;
            round_to_fen?: number;
            yearly_permille?: number;
            age_cap_permille?: number;
            carry_fen?: number;
            answers?: components["schemas"]["AnswerPriceBody"][];
            parts?: components["schemas"]["PartPriceBody"][];
        };
        PriceLineView: {
            kind: string;
            key: string;
            answer: string;
            unit: string;
            amount: number;
            name_zh: string;
            name_en: string;
        };
        PricePaidView: {
            paid_fen: number;
            low_fen: number | null;
            high_fen: number | null;
        };
        PriceView: {
            /** Format: uuid */
            id: string;
            item_type: string;
            jurisdiction: string;
            /** Format: uuid */
            organisation_id?: string | null;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string | null;
            base_fen: number;
            floor_fen: number;
            round_to_fen: number;
            yearly_permille: number;
            age_cap_permille: number;
            carry_fen: number;
            verified: boolean;
            source: string;
            /** Format: date-time */
            recorded_at: string;
            lines: components["schemas"]["PriceLineView"][];
        };
        PriceViewList: {
            items: components["schemas"]["PriceView"][];
        };
        /** @description RFC 9457 问题详情；按 code 判断，不要按句子 · decide by `code`, never by the sentence */
        Problem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors: {
                /** @description 点号路径，如 scans.3.weight_g */
                field: string;
                code: string;
                message: string;
            }[];
            /** @description 句子中的事实 · the facts in the sentence */
            facts: Record<string, never>;
            request_id?: string;
        };
        ProfileBody: {
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            name: string;
        };
        ProfileView: {
            /** Format: uuid */
            id: string;
            login: string;
            name: string;
            phone?: string | null;
            /** Format: date-time */
            since: string;
        };
        ProposalView: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            bureau_id: string;
            display_name: string;
            /** Format: date-time */
            valid_to?: string | null;
            /** Format: uuid */
            proposed_by: string;
            /** Format: date-time */
            proposed_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        ProvedView: {
            relation: string;
            name: string;
            document_kind: string;
            /** @description masked */
            document_number: string;
            /** Format: date-time */
            verified_at: string;
        };
        QuoteAnswerView: {
            question: string;
            answer: string;
        };
        QuoteAnswersBody: {
            age_years: number;
            conditions: {
                [key: string]: string;
            };
            missing_parts?: number[];
            /** @default 0 */
            floors_carried: number;
        };
        QuoteBody: {
            region: string;
            item_type: string;
            answers: components["schemas"]["QuoteAnswersBody"];
            /** Format: uuid */
            recycler?: string | null;
        };
        QuoteChoiceView: {
            key: string;
            zh: string;
            en: string;
        };
        QuoteLineView: {
            code: string;
            zh: string;
            en: string;
            amount_fen: number;
            reason: string;
        };
        QuotePartView: {
            seq: number;
            zh: string;
            en: string;
        };
        QuoteQuestionView: {
            key: string;
            zh: string;
            en: string;
            choices: components["schemas"]["QuoteChoiceView"][];
        };
        QuoteQuestionsView: {
            item_type: string;
            questions: components["schemas"]["QuoteQuestionView"][];
            parts: components["schemas"]["QuotePartView"][];
        };
        QuoteView: {
            /** Format: uuid */
            id: string;
            region: string;
            item_type: string;
            /** Format: uuid */
            recycler_id?: string | null;
            age_years: number;
            floors_carried: number;
            answers: components["schemas"]["QuoteAnswerView"][];
            lines: components["schemas"]["QuoteLineView"][];
            total_fen: number;
            floor_fen: number;
            /** @description false: reference price, not official */
            verified: boolean;
            source: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            valid_until: string;
        };
        RankedView: {
            key: string;
            /** @description null when there is nothing to compute it from */
            value: number | null;
            /** @description of a ratio */
            numerator: number | null;
            /** @description of a ratio */
            denominator: number | null;
            /** @description counted units that nobody weighed: their weight is missing, not zero */
            unweighed: number | null;
            /** @description of a step: grams weighed at it */
            weight_g: number | null;
            /** @description the value of the period compared with */
            before: number | null;
            /** @description value − before */
            difference: number | null;
            /** @description (value − before) ÷ before; null for ratios and without a value before */
            change_permille: number | null;
            code: string;
            name: string;
            level: string;
            /** @description 1 is the highest value; equals share a rank */
            rank: number | null;
        };
        RankingView: {
            region: components["schemas"]["OversightPlaceView"];
            path: components["schemas"]["OversightPlaceView"][];
            period: components["schemas"]["PeriodView"];
            before: components["schemas"]["PeriodView"] | null;
            category: string | null;
            basis: string;
            /**
             * Format: date-time
             * @description time of data: every event recorded before it is counted
             */
            as_of: string;
            figure: components["schemas"]["FigureView"];
            order: string;
            items: components["schemas"]["RankedView"][];
        };
        ReadingView: {
            key: string;
            /** @description null when there is nothing to compute it from */
            value: number | null;
            /** @description of a ratio */
            numerator: number | null;
            /** @description of a ratio */
            denominator: number | null;
            /** @description counted units that nobody weighed: their weight is missing, not zero */
            unweighed: number | null;
            /** @description of a step: grams weighed at it */
            weight_g: number | null;
            /** @description the value of the period compared with */
            before: number | null;
            /** @description value − before */
            difference: number | null;
            /** @description (value − before) ÷ before; null for ratios and without a value before */
            change_permille: number | null;
        };
        RealNameBody: {
            /** @description letters or characters of any script, parts joined by · (U+00B7); no digits or symbols */
            name: string;
            document: components["schemas"]["DocumentBody"];
            /**
             * @default self
             * @enum {string}
             */
            relation: "self" | "ward";
        };
        RealNameView: {
            /** @description of the last check */
            outcome?: string | null;
            verified: boolean;
            person?: components["schemas"]["ProvedView"] | null;
            wards: components["schemas"]["ProvedView"][];
        };
        ReasonBody: {
            reason: string;
        };
        ReauthBody: {
            code?: string | null;
            password?: string | null;
            phone?: string | null;
            phone_code?: string | null;
        };
        ReceivedBody: {
            seq: number;
            mass_g: number;
        };
        RecordFigureView: {
            key: string;
            definition: string;
            zh: string;
            en: string;
            unit: string;
            /** @description null when there is nothing to compute it from */
            value: number | null;
        };
        RecordsView: {
            region: components["schemas"]["OversightPlaceView"];
            path: components["schemas"]["OversightPlaceView"][];
            period: components["schemas"]["PeriodView"];
            before: components["schemas"]["PeriodView"] | null;
            category: string | null;
            basis: string;
            /**
             * Format: date-time
             * @description time of data: every event recorded before it is counted
             */
            as_of: string;
            standing: components["schemas"]["RecordFigureView"][];
            price_gap: components["schemas"]["RecordFigureView"];
            avoided: components["schemas"]["AvoidedView"];
        };
        RecoverBody: {
            account: string;
            code: string;
            password: string;
        };
        RecoveryBody: {
            unit?: string | null;
            refrigerant: string;
            mass_g: number;
            reason?: string | null;
        };
        RecoveryView: {
            recovery_codes: string[];
        };
        RecyclerSiteView: {
            name: string;
            kind: string;
            region: string;
            region_name: string;
        };
        RecyclerView: {
            /** Format: uuid */
            id: string;
            name: string;
            licence_no: string;
            /** Format: date */
            licence_valid_to: string;
            region: string;
            region_name: string;
            /** Format: date-time */
            next_start: string | null;
            sites: components["schemas"]["RecyclerSiteView"][];
        };
        RecyclerViewList: {
            items: components["schemas"]["RecyclerView"][];
        };
        RedirectBody: {
            destination: string;
        };
        ReferenceEditionView: {
            revision: number;
            dataset: string;
            jurisdiction_code: string;
            edition: string;
            source: string;
            /** Format: date */
            source_date: string | null;
            licence: string | null;
            readonly sha256?: unknown;
            row_count: number;
            /** Format: date-time */
            imported_at: string;
        };
        ReferenceEditionViewList: {
            items: components["schemas"]["ReferenceEditionView"][];
        };
        ReferenceFactView: {
            dataset: string;
            key: string;
            numbers: {
                [key: string]: components["schemas"]["ReferenceNumberView"];
            };
        };
        ReferenceFactViewList: {
            items: components["schemas"]["ReferenceFactView"][];
        };
        ReferenceNumberView: {
            value: number | boolean | null;
            unit: string;
            verified: boolean;
            mark: string | null;
            source: string;
            edition: string;
            /** @description CN, or the province that set it */
            jurisdiction: string;
            document_no: string | null;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string | null;
        };
        ReferenceRowView: {
            key: string;
            jurisdiction: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string | null;
            source: string;
            edition: string;
            document_no: string | null;
            values: {
                [key: string]: unknown;
            };
        };
        ReferenceRowViewList: {
            items: components["schemas"]["ReferenceRowView"][];
        };
        RefrigerantView: {
            code: string;
            family: string;
            role: string;
            numbers: {
                [key: string]: components["schemas"]["ReferenceNumberView"];
            };
        };
        RegionPageView: {
            code: string;
            name: string;
            level: string;
            parent_code: string | null;
            leaf: boolean;
            selectable: boolean;
            /** @description the code asked for, which may be abolished */
            asked: string;
            note: string | null;
            /** Format: date */
            valid_from: string | null;
            /** Format: date */
            valid_to: string | null;
            path: components["schemas"]["RegionView"][];
            children: components["schemas"]["RegionView"][];
            former: components["schemas"]["FormerRegionView"][];
        };
        RegionView: {
            code: string;
            name: string;
            level: string;
            parent_code: string | null;
            leaf: boolean;
            selectable: boolean;
        };
        RegionViewList: {
            items: components["schemas"]["RegionView"][];
        };
        RegisteredView: {
            /** Format: uuid */
            id: string;
            credit_code: string;
            name: string;
            kind: string;
            region: string;
            state: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            decided_at?: string | null;
            decision_reason?: string | null;
            login: string;
        };
        RemarkBody: {
            field: string;
            remark: string;
        };
        RemarkView: {
            field: string;
            remark: string;
        };
        RenewalBody: {
            account: string;
            password: string;
            /** Format: uuid */
            membership?: string | null;
            new_password: string;
            code?: string | null;
            recovery_code?: string | null;
        };
        RequestsView: {
            done: number;
            refused: number;
        };
        RequiredPartView: {
            source: string;
            edition: string;
            verified: boolean;
            mark: string | null;
            seq: number;
            part_zh: string;
            part_en: string;
            mandatory: boolean;
            if_missing: string;
        };
        RequoteBody: {
            position: number;
            /** @enum {string} */
            reason: "type_differs" | "age_differs" | "condition_differs" | "part_missing" | "better_than_stated";
            price_fen: number;
            photos: string[];
            note?: string | null;
        };
        RequoteConsentBody: {
            /** @enum {string} */
            decision: "accept" | "refuse" | "refuse_and_cancel";
            code?: string | null;
        };
        RequoteStandingView: {
            order_state: string;
            position: number | null;
            from_fen: number | null;
            to_fen: number | null;
            /** @description null: there was none; else pending, accepted, refused */
            state: string | null;
        };
        RequoteView: {
            /** Format: uuid */
            id: string;
            position: number;
            reason: string;
            note?: string | null;
            photos: string[];
            from_fen: number;
            to_fen: number;
            state: string;
            /** Format: date-time */
            proposed_at: string;
            /** Format: date-time */
            decided_at?: string | null;
            consent_code?: string | null;
        };
        ReturnBody: {
            reason: string;
            version: number;
            remarks: components["schemas"]["RemarkBody"][];
        };
        RevokeBody: {
            reason: string;
        };
        RevokedView: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            revoked_at: string;
        };
        RollBody: {
            count: number;
        };
        RollDetail: {
            number: number;
            /** Format: uuid */
            organisation_id: string;
            organisation: string;
            count: number;
            /** Format: date-time */
            made_at: string;
            /** @description labels printed at least once */
            printed_count: number;
            bound_count: number;
            void_count: number;
        };
        RollView: {
            number: number;
            /** Format: uuid */
            organisation_id: string;
            organisation: string;
            count: number;
            /** Format: date-time */
            made_at: string;
            /** @description labels printed at least once */
            printed_count: number;
        };
        RollViewList: {
            items: components["schemas"]["RollView"][];
        };
        RowView: {
            code: string;
            item_type: string;
            stage: string;
            district: components["schemas"]["CodeNameView"];
            holder: components["schemas"]["PartyView"] | null;
            weight_g: number | null;
            on_hold?: boolean;
            site?: string | null;
            /** Format: date-time */
            stage_since?: string;
            /** Format: date-time */
            last_event_time?: string;
            /** Format: date-time */
            created_at?: string;
            step?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            event_time?: string;
            /** Format: date-time */
            recorded_at?: string;
            place?: components["schemas"]["CodeNameView"];
            organisation?: components["schemas"]["PartyView"] | null;
            price_fen?: number | null;
            outputs_g?: number | null;
            waste_g?: number | null;
            flags?: string[];
        };
        RowViewList: {
            items: components["schemas"]["RowView"][];
        };
        SampleBody: {
            work_order: string;
            video_units?: number | null;
            document_units?: number | null;
        };
        ScanBatchBody: {
            scans: components["schemas"]["ScanBody"][];
            /** @default false */
            atomic: boolean;
            /** Format: date-time */
            sent_at?: string;
        };
        ScanBody: {
            /** Format: uuid */
            event_id: string;
            code: string;
            /** @enum {string} */
            step: "commissioning" | "collecting" | "receiving" | "inspecting" | "loading" | "unloading" | "shipping" | "arriving" | "disassembling" | "repairing" | "retail_selling" | "holding" | "accepting" | "decommissioning";
            /** Format: date-time */
            event_time: string;
            site?: string;
            weight_g?: number;
            geo?: components["schemas"]["GeoBody"];
            load?: string;
            photos?: string[];
            handover_code?: string;
            reason?: string;
            outputs?: components["schemas"]["OutputBody"][];
            item_type?: string;
            region?: string;
            replaces?: string;
            price_fen?: number;
            /** @enum {string} */
            route?: "dismantle" | "refurbish";
            /** Format: uuid */
            device?: string;
            device_seq?: number;
            exceptions?: components["schemas"]["DiscrepancyBody"][];
            counted?: number;
            test_record?: string;
            data_wipe?: components["schemas"]["DataWipeBody"];
        };
        SealView: {
            field: string;
            zh: string;
            en: string;
            readonly recorded_by: string[];
            sealed_by: ("commissioning" | "collecting" | "receiving" | "inspecting" | "loading" | "unloading" | "shipping" | "arriving" | "disassembling" | "repairing" | "retail_selling" | "holding" | "accepting" | "decommissioning")[];
            /** @enum {string} */
            corrector: "recorder" | "counter_party" | "nobody";
            /** @enum {string} */
            once_signed: "recorder" | "counter_party" | "nobody";
            why_zh: string;
            why_en: string;
        };
        SealingView: {
            items: components["schemas"]["SealView"][];
        };
        SecondFactorOfferView: {
            secret: string;
            uri: string;
        };
        SeriesView: {
            region: components["schemas"]["OversightPlaceView"];
            path: components["schemas"]["OversightPlaceView"][];
            period: components["schemas"]["PeriodView"];
            before: components["schemas"]["PeriodView"] | null;
            category: string | null;
            basis: string;
            /**
             * Format: date-time
             * @description time of data: every event recorded before it is counted
             */
            as_of: string;
            by: string;
            figures: components["schemas"]["FigureView"][];
            points: components["schemas"]["PointView"][];
        };
        SessionView: {
            role: string;
            manager: boolean;
            account?: components["schemas"]["NamedView"] | null;
            login?: string | null;
            organisation?: components["schemas"]["NamedView"] | null;
            organisation_kind?: string | null;
            region?: components["schemas"]["NamedView"] | null;
            /** Format: uuid */
            membership_id?: string | null;
            memberships?: components["schemas"]["HatView"][];
            suspended: components["schemas"]["NamedView"][];
            /** Format: date-time */
            password_expires_at?: string | null;
            scopes?: string[];
            csrf_token?: string | null;
            lacks: string[];
            second_factor_enrolled: boolean;
            fresh_proof: boolean;
        };
        SettleBody: {
            note: string;
        };
        SheetUnitView: {
            code: string;
            item_type: string;
            input_g: number;
            /** Format: date-time */
            checked_at?: string | null;
            standard?: boolean | null;
            missing: components["schemas"]["PartViewOfNameZhPart"][];
            reason?: string | null;
        };
        SheetView: {
            number: string;
            /** @enum {string} */
            state: "open" | "closed" | "cancelled";
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            /** Format: date */
            day: string;
            group: string;
            line: string;
            bench: string;
            shift: string;
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            ended_at?: string | null;
            units_count: number;
            standard_count: number;
            input_g?: number | null;
            output_g?: number | null;
            loss_g?: number | null;
            units: components["schemas"]["SheetUnitView"][];
            checklists: {
                [key: string]: components["schemas"]["PartView"][];
            };
            steps: components["schemas"]["StepView"][];
            refrigerant: components["schemas"]["DismantlingRecoveryView"][];
            warnings: components["schemas"]["WarningView"][];
            outputs: components["schemas"]["WeighingView"][];
            possible_outputs: components["schemas"]["OutputKindView"][];
            losses: components["schemas"]["LossView"][];
            notes: components["schemas"]["NoteView"][];
            balance: components["schemas"]["BalanceView"];
        };
        ShipmentView: {
            number: string;
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            buyer_name: string;
            buyer_credit_code?: string | null;
            plate: string;
            destination: string;
            /** Format: date */
            day: string;
            /** Format: date-time */
            at: string;
            mass_g: number;
            lines: components["schemas"]["ShippedLineView"][];
        };
        ShipmentViewList: {
            items: components["schemas"]["ShipmentView"][];
        };
        ShippedLineView: {
            lot: string;
            output_code: string;
            mass_g: number;
        };
        ShippingBody: {
            site: string;
            buyer_name: string;
            buyer_credit_code?: string | null;
            plate: string;
            destination: string;
            lines: components["schemas"]["LineBody"][];
        };
        SightAlarmView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "unmasked_many" | "unmask_cap" | "searched_many" | "search_cap" | "seen_many";
            person: components["schemas"]["LookerView"];
            role: string;
            organisation?: components["schemas"]["NamedView"] | null;
            /** Format: date */
            day: string;
            count: number;
            usual?: number | null;
            /** Format: date-time */
            raised_at: string;
            /** Format: date-time */
            closed_at?: string | null;
            /** Format: uuid */
            closed_by?: string | null;
            close_reason?: string | null;
        };
        SightAlarmViewList: {
            items: components["schemas"]["SightAlarmView"][];
        };
        SignInBody: {
            account: string;
            password: string;
            /** Format: uuid */
            membership?: string | null;
        };
        SiteBody: {
            code: string;
            name: string;
            /** @enum {string} */
            kind: "shop" | "warehouse" | "dismantling" | "refurbishing" | "retail" | "office";
            region: string;
            lat?: number | null;
            lon?: number | null;
            daily_capacity?: number | null;
        };
        SiteChangeBody: {
            name?: string;
            lat?: number | null;
            lon?: number | null;
            daily_capacity?: number | null;
        };
        SiteView: {
            /** Format: uuid */
            id: string;
            code: string;
            /** Format: uuid */
            organisation_id: string;
            name: string;
            /** @enum {string} */
            kind: "shop" | "warehouse" | "dismantling" | "refurbishing" | "retail" | "office";
            region: string;
            lat?: number | null;
            lon?: number | null;
            daily_capacity?: number | null;
            /** Format: date-time */
            closed_at?: string | null;
        };
        SiteViewList: {
            items: components["schemas"]["SiteView"][];
        };
        SlotBody: {
            region: string;
            /** Format: date-time */
            start: string;
            capacity: number;
        };
        SlotRuleBody: {
            region: string;
            weekdays: number[];
            hours: number[];
            capacity: number;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string | null;
        };
        SlotRuleView: {
            /** Format: uuid */
            id: string;
            region: string;
            weekdays: number[];
            hours: number[];
            capacity: number;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string | null;
            opened: number;
        };
        SlotView: {
            /** Format: uuid */
            id: string;
            region: string;
            recycler: components["schemas"]["NamedView"];
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            capacity: number;
            free: number;
        };
        SlotViewList: {
            items: components["schemas"]["SlotView"][];
        };
        StateView: {
            /** Format: uuid */
            id: string;
            login: string;
            state: string;
        };
        StatedLicenceView: {
            /** @enum {string} */
            kind: "dismantling" | "recycling" | "hazardous_waste" | "second_hand" | "transport";
            number: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string;
        };
        StepView: {
            step: string;
            name_zh: string;
            name_en: string;
            hazardous: boolean;
            persons: number;
            source: string;
            verified: boolean;
            done: boolean;
            ticks: components["schemas"]["TickView"][];
        };
        StockListView: {
            items: components["schemas"]["StockView"][];
        };
        StockView: {
            site: string;
            organisation: components["schemas"]["DismantlingNamedView"];
            output_code: string;
            waste_code?: string | null;
            stock_g: number;
            lots: number;
            /** Format: date */
            oldest: string;
        };
        SummaryView: {
            region: components["schemas"]["OversightPlaceView"];
            path: components["schemas"]["OversightPlaceView"][];
            period: components["schemas"]["PeriodView"];
            before: components["schemas"]["PeriodView"] | null;
            category: string | null;
            basis: string;
            /**
             * Format: date-time
             * @description time of data: every event recorded before it is counted
             */
            as_of: string;
            figures: components["schemas"]["FigureView"][];
            materials: components["schemas"]["OversightMaterialView"][];
            wastes: components["schemas"]["OversightMaterialView"][];
        };
        SuspensionView: {
            reason: string;
            /** Format: date-time */
            suspended_at: string;
        };
        TableView: {
            name: string;
            rows: number;
            dead_rows: number;
            bytes: number;
            /** Format: date-time */
            vacuumed_at?: string | null;
        };
        TechnicalView: {
            /** Format: date-time */
            at: string;
            database: components["schemas"]["DatabaseView"];
            live: components["schemas"]["LiveView"];
            requests: components["schemas"]["RequestsView"];
            jobs: components["schemas"]["JobRunView"][];
            tables: components["schemas"]["TableView"][];
        };
        TextView: {
            /** Format: date-time */
            at: string;
            phone: string;
            text: string;
        };
        TickBody: {
            step: string;
            camera?: string | null;
        };
        TickView: {
            /** Format: uuid */
            account_id: string;
            /** Format: date-time */
            at: string;
            camera?: string | null;
        };
        TokenBody: {
            token: string;
        };
        ToleranceView: {
            permille: number;
            source: string;
            jurisdiction: string;
            verified: boolean;
        };
        TraceEventView: {
            seq: number;
            /** Format: uuid */
            event_id: string;
            /** @description the label code that was scanned */
            code?: string | null;
            step: string;
            from_stage?: string | null;
            to_stage: string;
            /** Format: date-time */
            event_time: string;
            /** Format: date-time */
            record_time: string;
            organisation?: string | null;
            /** Format: uuid */
            organisation_id?: string | null;
            site?: string | null;
            site_name?: string | null;
            place: string;
            place_name?: string | null;
            load?: string | null;
            weight_g?: number | null;
            weight_change_g?: number | null;
            price_fen?: number | null;
            reason?: string | null;
            /** @description SHA-256 of each photo */
            photos?: string[];
            /** @description anomalies, marked in the chain itself */
            flags?: string[];
            overstayed_s?: number | null;
            /** @description materials and documented losses beyond what went in, outside the tolerance */
            mass_gap_g?: number | null;
            work_order?: string | null;
            outputs?: components["schemas"]["OutputLine"][];
            corrects_seq?: number | null;
            declared_wrong?: boolean;
        };
        TraceView: {
            unit: components["schemas"]["UnitView"];
            holder?: string | null;
            codes?: components["schemas"]["UnitCodeView"][];
            events?: components["schemas"]["TraceEventView"][];
            gaps?: components["schemas"]["GapView"][];
            /** @description oddities and gaps that are marked, each counted once */
            anomalies: number;
            view: string;
        };
        TransferCorrectionBody: {
            name: string;
            should_be: string;
            reason: string;
        };
        TransferCorrectionView: {
            seq: number;
            name: string;
            was?: string | null;
            should_be: string;
            reason: string;
            /** Format: date-time */
            at: string;
        };
        TransferManifestView: {
            number: string;
            /** @enum {string} */
            state: "draft" | "discarded" | "issued" | "voided" | "departed" | "confirmed" | "mismatched";
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            manifest_number?: string | null;
            carrier_name?: string | null;
            plate?: string | null;
            receiver_name?: string | null;
            receiver_region?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            issued_at?: string | null;
            /** Format: date-time */
            departed_at?: string | null;
            /** Format: date */
            due_on?: string | null;
            overdue: boolean;
            /** Format: date-time */
            ended_at?: string | null;
            end_note?: string | null;
            mass_g: number;
            lines: components["schemas"]["WasteLineView"][];
            generator_contact?: string | null;
            generator_phone?: string | null;
            carrier_licence?: string | null;
            driver?: string | null;
            escort?: string | null;
            receiver_licence?: string | null;
            receiver_address?: string | null;
            treatment?: string | null;
            approval_number?: string | null;
            corrections: components["schemas"]["TransferCorrectionView"][];
        };
        TransferView: {
            number: string;
            /** @enum {string} */
            state: "draft" | "discarded" | "issued" | "voided" | "departed" | "confirmed" | "mismatched";
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            manifest_number?: string | null;
            carrier_name?: string | null;
            plate?: string | null;
            receiver_name?: string | null;
            receiver_region?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            issued_at?: string | null;
            /** Format: date-time */
            departed_at?: string | null;
            /** Format: date */
            due_on?: string | null;
            overdue: boolean;
            /** Format: date-time */
            ended_at?: string | null;
            end_note?: string | null;
            mass_g: number;
            lines: components["schemas"]["WasteLineView"][];
        };
        TransferViewList: {
            items: components["schemas"]["TransferView"][];
        };
        UnitCodeView: {
            code: string;
            state: string;
            /** Format: date-time */
            bound_at?: string | null;
            replaced_by?: string | null;
        };
        UnitPhotoView: {
            named: string;
            seq: number;
            step: string;
            /** @enum {string} */
            state: "present" | "missing" | "erased";
            repeated?: boolean;
            photo: components["schemas"]["PhotoView"] | null;
        };
        UnitPhotoViewList: {
            items: components["schemas"]["UnitPhotoView"][];
        };
        UnitUnitViewList: {
            items: components["schemas"]["UnitView"][];
        };
        UnitView: {
            /** Format: uuid */
            id: string;
            code: string;
            item_type: string;
            district: string;
            /** @enum {string} */
            stage: "booked" | "collected" | "stored" | "in_transit" | "received" | "dismantled" | "refurbished" | "resold" | "void";
            on_hold: boolean;
            hold_reason?: string | null;
            seq: number;
            route?: string | null;
            weight_g?: number | null;
            agreed_fen?: number | null;
            /** Format: date-time */
            stage_since: string;
            /** Format: date-time */
            last_event_time: string;
            /** Format: date-time */
            created_at: string;
        };
        UnitViewList: {
            items: components["schemas"]["UnitView"][];
        };
        UnitsBody: {
            units: components["schemas"]["EntryBody"][];
        };
        UnmaskBody: {
            reason: string;
            ticket: string;
        };
        VerdictBody: {
            reason: string;
            version: number;
        };
        VerdictView: {
            event_id?: string | null;
            /** @enum {string} */
            verdict?: "applied" | "duplicate" | "conflict" | "rejected" | "held";
            code?: string | null;
            stage?: string | null;
            seq?: number | null;
            /** Format: date-time */
            recorded_at?: string | null;
            flags?: string[];
            refusal?: string | null;
            errors?: {
                [key: string]: unknown;
            }[];
            facts?: {
                [key: string]: unknown;
            };
        };
        VerdictsView: {
            verdicts?: components["schemas"]["VerdictView"][];
            counts?: {
                [key: string]: unknown;
            };
        };
        WarningView: {
            /** @default below_expected_minimum */
            code: unknown;
            refrigerant: string;
            recovered_g: number;
            expected_g: number;
        };
        WasteLineBody: {
            lot: string;
            mass_g: number;
            /** @enum {string} */
            form: "solid" | "semi_solid" | "liquid" | "gas";
            packing: string;
            packages: number;
        };
        WasteLineView: {
            seq: number;
            lot: string;
            waste_code: string;
            form: string;
            packing: string;
            packages: number;
            mass_g: number;
            received_g?: number | null;
        };
        WeeeCategoryView: {
            source: string;
            edition: string;
            verified: boolean;
            mark: string | null;
            code: string;
            name_zh: string;
            name_en: string;
            definition_zh: string;
        };
        WeighingBody: {
            output_code: string;
            waste_code?: string | null;
            gross_g: number;
            /** @default 0 */
            tare_g: number;
            /** @enum {string} */
            scale: "manual" | "serial";
        };
        WeighingView: {
            seq: number;
            label: string;
            output_code: string;
            waste_code?: string | null;
            gross_g: number;
            tare_g: number;
            net_g: number;
            scale: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            withdrawn_at?: string | null;
            withdrawn_reason?: string | null;
            prints: number;
        };
        WhyBody: {
            reason: string;
        };
        WishBody: {
            name?: string | null;
            region?: string | null;
            premises?: string | null;
            licences?: components["schemas"]["LicenceBody"][];
        };
        WithdrawalBody: {
            /** @enum {string} */
            purpose: "real_name" | "minor";
        };
        WorkOrderView: {
            number: string;
            /** @enum {string} */
            state: "open" | "closed" | "cancelled";
            site: components["schemas"]["PlaceView"];
            organisation: components["schemas"]["DismantlingNamedView"];
            region: string;
            /** Format: date */
            day: string;
            group: string;
            line: string;
            bench: string;
            shift: string;
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            ended_at?: string | null;
            units_count: number;
            standard_count: number;
            input_g?: number | null;
            output_g?: number | null;
            loss_g?: number | null;
        };
        WorkOrderViewList: {
            items: components["schemas"]["WorkOrderView"][];
        };
        ZoneBody: {
            name: string;
            parent_code: string;
            code?: string | null;
            note: string;
        };
    };
    responses: {
        /** @description 任何其他拒绝 · any other refusal */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 请求无法读取 · Bad Request */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 需要登录 · Unauthorized */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 没有权限 · Forbidden */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 没有找到 · Not Found */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 方法不允许 · Method Not Allowed */
        MethodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 与当前状态冲突 · Conflict */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 内容过大 · Request Entity Too Large */
        RequestEntityTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 内容类型不支持 · Unsupported Media Type */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 内容有误 · Unprocessable Entity */
        UnprocessableEntity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 请求过于频繁 · Too Many Requests */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 系统内部错误 · Internal Server Error */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 系统繁忙 · Service Unavailable */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description 下一页地址，末页没有 · address of the next page, rel="next"; absent on the last one */
        NextPage: string;
        /** @description 请在这么多秒后重试 · try again after so many seconds */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    find_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    lock_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    reset_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    unlock_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 账号编号 · id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_accounts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任职编号 · id of the term */
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_alerts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                kind?: "service_level" | "missing_in_load" | "photo_repeat" | "price_out_of_range";
                state?: "new" | "claimed" | "closed";
                level?: number;
                region?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    confirm_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    take_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 预警编号 · id of the alert */
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_keys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "仓库系统对接",
                 *       "scopes": [
                 *         "scan:create",
                 *         "unit:read"
                 *       ],
                 *       "ip_list": [
                 *         "203.0.113.0/24"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    edit_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyChangeBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    take_key_over: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 密钥编号 · id of the key */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_applications: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "submitted" | "returned" | "approved" | "refused" | "withdrawn";
                kind?: "registration" | "amendment" | "licence";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_application: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    edit_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WishBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    approve_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    upload_document: {
        parameters: {
            query: {
                shows: "dismantling" | "recycling" | "hazardous_waste" | "second_hand" | "transport" | "business_licence" | "other";
                name: string;
            };
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
                "application/pdf": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
                /** @description 材料编号 · id of the paper */
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    send_document: {
        parameters: {
            query: {
                expires: number;
                key: string;
                signature: string;
            };
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
                /** @description 文件的 SHA-256 · SHA-256 of the file */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    refuse_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    return_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    withdraw_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申请编号 · id of the application */
                application_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_officers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    appoint_city_officer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfficeBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferMadeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_city_officer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任职编号 · id of the term */
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    appoint_district_officer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfficeBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferMadeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_district_officer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任职编号 · id of the term */
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    propose_province_officer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfficeBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    confirm_province_officer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 任命提议编号 · id of the proposal */
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfficeBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferMadeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_audit: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                account?: string;
                organisation?: string;
                key?: string;
                consumer?: string;
                role?: string;
                verb?: "approve" | "create" | "export" | "read" | "update";
                resource?: string;
                action?: string;
                subject?: string;
                outcome?: "done" | "refused";
                request_id?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_changes: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                kind?: "api_key" | "application" | "invitation" | "item_type" | "officer_appointment" | "organisation" | "price" | "region" | "system_config" | "release";
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_corrections: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "proposed" | "applied" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_correction: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_correction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 更正编号 · id of the correction */
                correction_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    approve_correction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 更正编号 · id of the correction */
                correction_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    refuse_correction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 更正编号 · id of the correction */
                correction_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_devices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_device: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 设备编号 · id of the device */
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 设备编号 · id of the device */
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_work_orders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "closed" | "cancelled";
                group?: "AC" | "DRYER" | "FRIDGE" | "KITCHEN" | "LAPTOP" | "OFFICE" | "PC_DESKTOP" | "PHONE" | "RANGE_HOOD" | "TABLET" | "TV_CRT" | "TV_FPD" | "WASHER" | "WATER_HEATER_ELECTRIC" | "WATER_HEATER_GAS";
                site?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_work_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "site": "D001",
                 *       "group": "FRIDGE",
                 *       "line": "一号线",
                 *       "bench": "3",
                 *       "shift": "早班",
                 *       "units": [
                 *         {
                 *           "code": "TG59KMBKC2J2J"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["OpeningBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_checks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                method?: "material_coefficient" | "closing_stock" | "video_document";
                verdict?: "within" | "outside" | "unknown";
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_check: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_work_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_balance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancel_work_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DismantlingReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    close_work_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    check_completeness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompletenessBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    confirm_deviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    explain_deviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    document_loss: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LossBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    weigh_output: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "output_code": "COMPRESSOR",
                 *       "gross_g": 15700,
                 *       "tare_g": 800,
                 *       "scale": "serial"
                 *     }
                 */
                "application/json": components["schemas"]["WeighingBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    print_output_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
                /** @description 序号 · sequence number */
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    withdraw_weighing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
                /** @description 序号 · sequence number */
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DismantlingReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    recover_refrigerant: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refrigerant": "R134a",
                 *       "mass_g": 210
                 *     }
                 */
                "application/json": components["schemas"]["RecoveryBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    tick_guided_step: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TickBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    add_order_units: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitsBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    remove_order_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_exports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 导出编号 · id of the export */
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    send_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 导出编号 · id of the export */
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_figures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_hazardous_wastes: {
        parameters: {
            query?: {
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HazardousWasteViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_holds: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_identity_links: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    link_identity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    unlink_identity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 关联编号 · id of the link */
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitationView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    join_by_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    delete_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 邀请编号 · id of the invitation */
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_item_types: {
        parameters: {
            query?: {
                region?: string;
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemTypeViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_item_type: {
        parameters: {
            query?: {
                region?: string;
                day?: string;
            };
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemTypePageView"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_rolls: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    make_roll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "count": 500
                 *     }
                 */
                "application/json": components["schemas"]["RollBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_roll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_labels: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    print_roll: {
        parameters: {
            query?: {
                format?: "roll60x40" | "roll40x30" | "a4";
                from?: number;
                to?: number;
            };
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    print_one: {
        parameters: {
            query?: {
                format?: "roll60x40" | "roll40x30" | "a4";
            };
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_loads: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "shipped" | "arrived" | "closed" | "cancelled";
                plate?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_load: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoadBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_load: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    redirect_load: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedirectBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancel_empty_load: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_looks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    give_consent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    withdraw_consent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    erase_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    copy_my_data: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CopyBody"];
            };
        };
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "text/html": string;
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    change_my_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    change_my_phone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MyPhoneBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    correct_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_real_name: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RealNameView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    prove_real_name: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RealNameBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RealNameView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    forget_real_name: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    renew_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    remove_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_my_sessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MySessionViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_my_sessions: {
        parameters: {
            query?: {
                which?: "all" | "others";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_my_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录编号 · id of the sign-in */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_networks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworksViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_networks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworksView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    replace_networks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworksBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworksView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 用途 · what it is for */
                purpose: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_open_figures: {
        parameters: {
            query: {
                /** @example 370000 */
                region: string;
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenView"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_orders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "placed" | "dispatched" | "accepted" | "assigned" | "collected" | "cancelled";
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contact": {
                 *         "region": "371502",
                 *         "address": "柳园街道花园路8号3单元501",
                 *         "name": "张明(演示)",
                 *         "phone": "13800000000",
                 *         "floor": 5,
                 *         "lift": false
                 *       },
                 *       "slot": "ab6ba4c1-53d5-46f3-93fd-a4e17b2e9a5c",
                 *       "units": [
                 *         {
                 *           "item_type": "FRIDGE",
                 *           "answers": {
                 *             "age_years": 3,
                 *             "conditions": {
                 *               "working": "works",
                 *               "appearance": "intact",
                 *               "volume": "large",
                 *               "refrigerant": "kept"
                 *             }
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    send_consumer_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumerCodeBody"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    accept_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    assign_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderAssignBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancel_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderCancelBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_consumer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    dispatch_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    renew_handover_code: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    refuse_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    follow_requote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequoteStandingView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    requote_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequoteBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    consent_to_requote: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequoteConsentBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    reschedule_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderWhenBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    review_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderReviewBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    unmask_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnmaskBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_organisations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "pending" | "active" | "refused" | "suspended";
                kind?: "recycler" | "warehouse" | "dismantler" | "refurbisher" | "retailer" | "bureau";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    register_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_licence_notices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    approve_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationDecisionBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    refuse_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationDecisionBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    resume_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    suspend_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 机构编号 · id of the organisation */
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationDetailView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_adjustment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustmentBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_ageing: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgedViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_lots: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                site?: string;
                output_code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_shipments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                site?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_shipment: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShippingBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_stock: {
        parameters: {
            query?: {
                site?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockListView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_children: {
        parameters: {
            query?: {
                /** @description default: first of the month of `to` */
                from?: string;
                /** @description last day; default: today */
                to?: string;
                /** @description an item type or a WEEE class */
                category?: string;
                /** @description origin counts a step in the district the unit was picked up in, place in the district the step happened in. It matters for figures without a basis of their own. */
                basis?: "origin" | "place";
                /** @description repeat for several */
                figure?: ("booked_units" | "recovered_units" | "recovered_tonnes" | "unweighed_share" | "paid_fen" | "stage.booked" | "stage.collected" | "stage.stored" | "stage.in_transit" | "stage.received" | "stage.dismantled" | "stage.refurbished" | "stage.resold" | "stage.void" | "disassembled_units" | "dismantled_units" | "dismantle_rate" | "weight_in_g" | "weight_out_g" | "weight_gap_g" | "materials_kg" | "hazardous_g" | "step.commissioning" | "step.collecting" | "step.receiving" | "step.inspecting" | "step.loading" | "step.unloading" | "step.shipping" | "step.arriving" | "step.disassembling" | "step.repairing" | "step.retail_selling" | "step.holding" | "step.accepting" | "step.decommissioning")[];
                /** @description only the figure that counts this step */
                step?: "commissioning" | "collecting" | "receiving" | "inspecting" | "loading" | "unloading" | "shipping" | "arriving" | "disassembling" | "repairing" | "retail_selling" | "holding" | "accepting" | "decommissioning";
                /** @description the period before, or the year before */
                compare?: "previous" | "year";
            };
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChildrenView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    rank_places: {
        parameters: {
            query?: {
                /** @description default: first of the month of `to` */
                from?: string;
                /** @description last day; default: today */
                to?: string;
                /** @description an item type or a WEEE class */
                category?: string;
                /** @description origin counts a step in the district the unit was picked up in, place in the district the step happened in. It matters for figures without a basis of their own. */
                basis?: "origin" | "place";
                /** @description default: recovered_units */
                figure?: "booked_units" | "recovered_units" | "recovered_tonnes" | "unweighed_share" | "paid_fen" | "stage.booked" | "stage.collected" | "stage.stored" | "stage.in_transit" | "stage.received" | "stage.dismantled" | "stage.refurbished" | "stage.resold" | "stage.void" | "disassembled_units" | "dismantled_units" | "dismantle_rate" | "weight_in_g" | "weight_out_g" | "weight_gap_g" | "materials_kg" | "hazardous_g" | "step.commissioning" | "step.collecting" | "step.receiving" | "step.inspecting" | "step.loading" | "step.unloading" | "step.shipping" | "step.arriving" | "step.disassembling" | "step.repairing" | "step.retail_selling" | "step.holding" | "step.accepting" | "step.decommissioning";
                /** @description rank by how often this step happened */
                step?: "commissioning" | "collecting" | "receiving" | "inspecting" | "loading" | "unloading" | "shipping" | "arriving" | "disassembling" | "repairing" | "retail_selling" | "holding" | "accepting" | "decommissioning";
                of?: "children" | "districts";
                order?: "top" | "bottom";
                limit?: number;
                compare?: "previous" | "year";
            };
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RankingView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_records: {
        parameters: {
            query?: {
                /** @description default: first of the month of `to` */
                from?: string;
                /** @description last day; default: today */
                to?: string;
                /** @description an item type or a WEEE class */
                category?: string;
                /** @description origin counts a step in the district the unit was picked up in, place in the district the step happened in. It matters for figures without a basis of their own. */
                basis?: "origin" | "place";
            };
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_series: {
        parameters: {
            query?: {
                /** @description default: first of the month of `to` */
                from?: string;
                /** @description last day; default: today */
                to?: string;
                /** @description an item type or a WEEE class */
                category?: string;
                /** @description origin counts a step in the district the unit was picked up in, place in the district the step happened in. It matters for figures without a basis of their own. */
                basis?: "origin" | "place";
                /** @description repeat for several */
                figure?: ("booked_units" | "recovered_units" | "recovered_tonnes" | "unweighed_share" | "paid_fen" | "stage.booked" | "stage.collected" | "stage.stored" | "stage.in_transit" | "stage.received" | "stage.dismantled" | "stage.refurbished" | "stage.resold" | "stage.void" | "disassembled_units" | "dismantled_units" | "dismantle_rate" | "weight_in_g" | "weight_out_g" | "weight_gap_g" | "materials_kg" | "hazardous_g" | "step.commissioning" | "step.collecting" | "step.receiving" | "step.inspecting" | "step.loading" | "step.unloading" | "step.shipping" | "step.arriving" | "step.disassembling" | "step.repairing" | "step.retail_selling" | "step.holding" | "step.accepting" | "step.decommissioning")[];
                /** @description only the figure that counts this step */
                step?: "commissioning" | "collecting" | "receiving" | "inspecting" | "loading" | "unloading" | "shipping" | "arriving" | "disassembling" | "repairing" | "retail_selling" | "holding" | "accepting" | "decommissioning";
                by?: "day" | "week" | "month";
            };
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    stream_changes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["OversightStreamChangeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_summary: {
        parameters: {
            query?: {
                /** @description default: first of the month of `to` */
                from?: string;
                /** @description last day; default: today */
                to?: string;
                /** @description an item type or a WEEE class */
                category?: string;
                /** @description origin counts a step in the district the unit was picked up in, place in the district the step happened in. It matters for figures without a basis of their own. */
                basis?: "origin" | "place";
                /** @description repeat for several */
                figure?: ("booked_units" | "recovered_units" | "recovered_tonnes" | "unweighed_share" | "paid_fen" | "stage.booked" | "stage.collected" | "stage.stored" | "stage.in_transit" | "stage.received" | "stage.dismantled" | "stage.refurbished" | "stage.resold" | "stage.void" | "disassembled_units" | "dismantled_units" | "dismantle_rate" | "weight_in_g" | "weight_out_g" | "weight_gap_g" | "materials_kg" | "hazardous_g" | "step.commissioning" | "step.collecting" | "step.receiving" | "step.inspecting" | "step.loading" | "step.unloading" | "step.shipping" | "step.arriving" | "step.disassembling" | "step.repairing" | "step.retail_selling" | "step.holding" | "step.accepting" | "step.decommissioning")[];
                /** @description only the figure that counts this step */
                step?: "commissioning" | "collecting" | "receiving" | "inspecting" | "loading" | "unloading" | "shipping" | "arriving" | "disassembling" | "repairing" | "retail_selling" | "holding" | "accepting" | "decommissioning";
                /**
                 * @description the period before, or the year before
                 * @example previous
                 */
                compare?: "previous" | "year";
            };
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "region": {
                     *         "code": "371500",
                     *         "name": "聊城市",
                     *         "level": "city"
                     *       },
                     *       "path": [
                     *         {
                     *           "code": "370000",
                     *           "name": "山东省",
                     *           "level": "province"
                     *         },
                     *         {
                     *           "code": "371500",
                     *           "name": "聊城市",
                     *           "level": "city"
                     *         }
                     *       ],
                     *       "period": {
                     *         "from": "2026-11-01",
                     *         "to": "2026-11-21"
                     *       },
                     *       "before": null,
                     *       "category": null,
                     *       "basis": "origin",
                     *       "as_of": "2026-11-21T13:24:26Z",
                     *       "figures": [
                     *         {
                     *           "key": "booked_units",
                     *           "value": 1,
                     *           "numerator": null,
                     *           "denominator": null,
                     *           "unweighed": null,
                     *           "weight_g": null,
                     *           "before": null,
                     *           "difference": null,
                     *           "change_permille": null,
                     *           "definition": "booked_units",
                     *           "zh": "建档量(台)",
                     *           "en": "units registered",
                     *           "unit": "unit",
                     *           "basis": "origin"
                     *         },
                     *         {
                     *           "key": "recovered_units",
                     *           "value": 1,
                     *           "numerator": null,
                     *           "denominator": null,
                     *           "unweighed": null,
                     *           "weight_g": null,
                     *           "before": null,
                     *           "difference": null,
                     *           "change_permille": null,
                     *           "definition": "recovered_units",
                     *           "zh": "回收量(台)",
                     *           "en": "units recovered",
                     *           "unit": "unit",
                     *           "basis": "origin"
                     *         },
                     *         {
                     *           "key": "recovered_tonnes",
                     *           "value": 46200,
                     *           "numerator": null,
                     *           "denominator": null,
                     *           "unweighed": 0,
                     *           "weight_g": null,
                     *           "before": null,
                     *           "difference": null,
                     *           "change_permille": null,
                     *           "definition": "recovered_tonnes",
                     *           "zh": "回收量(吨)",
                     *           "en": "tonnes recovered",
                     *           "unit": "g",
                     *           "basis": "origin"
                     *         }
                     *       ],
                     *       "materials": [],
                     *       "wastes": []
                     *     }
                     */
                    "application/json": components["schemas"]["SummaryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    oversight_units_list_units: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                from?: string;
                /** @description for stages: the day's end; default now */
                to?: string;
                category?: string;
                /** @description origin counts a step in the district the unit was picked up in, place in the district the step happened in. It matters for figures without a basis of their own. */
                basis?: "origin" | "place";
                /** @example collected */
                stage?: "booked" | "collected" | "stored" | "in_transit" | "received" | "dismantled" | "refurbished" | "resold" | "void";
                step?: "commissioning" | "collecting" | "receiving" | "inspecting" | "loading" | "unloading" | "shipping" | "arriving" | "disassembling" | "repairing" | "retail_selling" | "holding" | "accepting" | "decommissioning";
                figure?: "booked_units" | "recovered_units" | "recovered_tonnes" | "unweighed_share" | "paid_fen" | "stage.booked" | "stage.collected" | "stage.stored" | "stage.in_transit" | "stage.received" | "stage.dismantled" | "stage.refurbished" | "stage.resold" | "stage.void" | "disassembled_units" | "dismantled_units" | "dismantle_rate" | "weight_in_g" | "weight_out_g" | "weight_gap_g" | "materials_kg" | "hazardous_g" | "step.commissioning" | "step.collecting" | "step.receiving" | "step.inspecting" | "step.loading" | "step.unloading" | "step.shipping" | "step.arriving" | "step.disassembling" | "step.repairing" | "step.retail_selling" | "step.holding" | "step.accepting" | "step.decommissioning";
            };
            header?: never;
            path: {
                /** @description 行政区划代码（GB/T 2260）或功能区代码 · GB/T 2260 code, or the code of a function zone */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_pending: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "waiting" | "conflict" | "settled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_pending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    approve_pending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    retry_pending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    settle_pending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 扫码事件编号 · the sender's id of the scan */
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    search_person: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonSearchBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_photos: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                purpose?: "pickup" | "requote" | "nameplate" | "receiving" | "inspection" | "dismantling" | "refurbishing" | "invoice";
                order?: string;
                sha256?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    upload_photo: {
        parameters: {
            query: {
                purpose: "pickup" | "requote" | "nameplate" | "receiving" | "inspection" | "dismantling" | "refurbishing" | "invoice";
                order?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 照片编号 · id of the photo */
                photo_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    send_photo: {
        parameters: {
            query: {
                expires: number;
                key: string;
                signature: string;
            };
            header?: never;
            path: {
                /** @description 文件的 SHA-256 · SHA-256 of the file */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_prices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_price: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_quote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "region": "371502",
                 *       "item_type": "FRIDGE",
                 *       "answers": {
                 *         "age_years": 3,
                 *         "conditions": {
                 *           "working": "works",
                 *           "appearance": "intact",
                 *           "volume": "large",
                 *           "refrigerant": "kept"
                 *         },
                 *         "missing_parts": [
                 *           1
                 *         ],
                 *         "floors_carried": 2
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["QuoteBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "4a8094f7-8f1c-4314-b801-fff25efb98e9",
                     *       "region": "371502",
                     *       "item_type": "FRIDGE",
                     *       "recycler_id": null,
                     *       "age_years": 3,
                     *       "floors_carried": 2,
                     *       "answers": [
                     *         {
                     *           "question": "appearance",
                     *           "answer": "intact"
                     *         },
                     *         {
                     *           "question": "missing_part",
                     *           "answer": "1"
                     *         },
                     *         {
                     *           "question": "refrigerant",
                     *           "answer": "kept"
                     *         },
                     *         {
                     *           "question": "volume",
                     *           "answer": "large"
                     *         },
                     *         {
                     *           "question": "working",
                     *           "answer": "works"
                     *         }
                     *       ],
                     *       "lines": [
                     *         {
                     *           "code": "base",
                     *           "zh": "基础回收价",
                     *           "en": "base price",
                     *           "amount_fen": 12000,
                     *           "reason": "CN@2026-01-01"
                     *         },
                     *         {
                     *           "code": "age",
                     *           "zh": "已使用3年",
                     *           "en": "3 years of use",
                     *           "amount_fen": -900,
                     *           "reason": "min(3×25‰, 350‰)"
                     *         },
                     *         {
                     *           "code": "answer.volume.large",
                     *           "zh": "容积:350升以上",
                     *           "en": "How large is it? over 350 litres",
                     *           "amount_fen": 4800,
                     *           "reason": "400‰"
                     *         },
                     *         {
                     *           "code": "part.1",
                     *           "zh": "缺少箱体(含门)",
                     *           "en": "missing: Cabinet with doors",
                     *           "amount_fen": -4200,
                     *           "reason": "-350‰"
                     *         },
                     *         {
                     *           "code": "carry",
                     *           "zh": "无电梯搬运2层",
                     *           "en": "carried down 2 floors without a lift",
                     *           "amount_fen": -1000,
                     *           "reason": "2×500 fen"
                     *         }
                     *       ],
                     *       "total_fen": 10700,
                     *       "floor_fen": 2000,
                     *       "verified": false,
                     *       "source": "平台参考价(参考值,非官方;自拟建议,2026-11)",
                     *       "created_at": "2026-11-21T13:24:26Z",
                     *       "valid_until": "2026-11-28T16:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_questions: {
        parameters: {
            query: {
                /** @example FRIDGE */
                item_type: string;
                region?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteQuestionsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_quote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 估价单编号 · id of the quote */
                quote_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_recyclers: {
        parameters: {
            query: {
                region: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecyclerViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_editions: {
        parameters: {
            query?: {
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceEditionViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_facts: {
        parameters: {
            query?: {
                region?: string;
                day?: string;
            };
            header?: never;
            path: {
                /** @description 参考数据集名称 · name of the reference data set */
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceFactViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 参考数据集名称 · name of the reference data set */
                dataset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceFactView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_rows: {
        parameters: {
            query: {
                key: string;
                region?: string;
            };
            header?: never;
            path: {
                /** @description 参考数据集名称 · name of the reference data set */
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceRowViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_regions: {
        parameters: {
            query?: {
                /** @example 371500 */
                parent?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_zone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ZoneBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_region: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionPageView"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    capture_scans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scans": [
                 *         {
                 *           "event_id": "7fc52c85-753b-4abb-9be7-efb42021198a",
                 *           "code": "TG59KMBKC2J2J",
                 *           "step": "collecting",
                 *           "event_time": "2026-11-21T13:24:26Z",
                 *           "site": "R010",
                 *           "weight_g": 46200,
                 *           "photos": [
                 *             "9f2c4e6a8b0d1f3e5a7c9b1d3f5e7a9c0b2d4f6e8a0c1e3f5a7b9d1c3e5f7a9b"
                 *           ],
                 *           "price_fen": 15900,
                 *           "handover_code": "283507"
                 *         }
                 *       ],
                 *       "atomic": false
                 *     }
                 */
                "application/json": components["schemas"]["ScanBatchBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "verdicts": [
                     *         {
                     *           "event_id": "7fc52c85-753b-4abb-9be7-efb42021198a",
                     *           "verdict": "applied",
                     *           "code": "TG59KMBKC2J2J",
                     *           "stage": "collected",
                     *           "seq": 2,
                     *           "recorded_at": "2026-11-21T13:24:26Z",
                     *           "flags": [],
                     *           "refusal": null,
                     *           "errors": [],
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "counts": {
                     *         "applied": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["VerdictsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_seals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealingView"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    open_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account": "lvyuan.wang",
                 *       "password": "见 demo-accounts.json"
                 *     }
                 */
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "role": "recycler_staff",
                     *       "manager": false,
                     *       "account": {
                     *         "id": "945a4728-ca83-5b60-80fe-a9b64715bf7c",
                     *         "name": "王建国(演示)"
                     *       },
                     *       "login": "lvyuan.wang",
                     *       "organisation": {
                     *         "id": "91bb4864-d1f2-5642-bbda-21a56598761a",
                     *         "name": "聊城绿源回收(演示)"
                     *       },
                     *       "organisation_kind": "recycler",
                     *       "region": {
                     *         "id": "371502",
                     *         "name": "东昌府区"
                     *       },
                     *       "membership_id": "5807436f-3f15-5d06-89b7-5f4ec5418e9e",
                     *       "memberships": [
                     *         {
                     *           "id": "5807436f-3f15-5d06-89b7-5f4ec5418e9e",
                     *           "role": "recycler_staff",
                     *           "manager": false,
                     *           "organisation": {
                     *             "id": "91bb4864-d1f2-5642-bbda-21a56598761a",
                     *             "name": "聊城绿源回收(演示)"
                     *           }
                     *         }
                     *       ],
                     *       "suspended": [],
                     *       "password_expires_at": "2027-05-20T01:00:00Z",
                     *       "scopes": [],
                     *       "csrf_token": "c0ffee0000000000000000000000000000000000000000000000000000000000",
                     *       "lacks": [],
                     *       "second_factor_enrolled": false,
                     *       "fresh_proof": true
                     *     }
                     */
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    close_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    send_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBody"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    finish_sign_on: {
        parameters: {
            query: {
                state: string;
                code?: string;
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See Other */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    start_sign_on: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See Other */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    renew_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewalBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    open_session_by_phone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    prove_again: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReauthBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    recover_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoverBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    give_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    begin_enrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorOfferView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    confirm_enrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_sight_alarms: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                kind?: "unmasked_many" | "unmask_cap" | "searched_many" | "search_cap" | "seen_many";
                state?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SightAlarmViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    close_sight_alarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 查看量预警编号 · id of the alarm */
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindingBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SightAlarmView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_sites: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                kind?: "shop" | "warehouse" | "dismantling" | "refurbishing" | "retail" | "office";
                region?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_site: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    edit_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteChangeBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    end_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_slots: {
        parameters: {
            query: {
                limit?: number;
                cursor?: string;
                /** @example 371502 */
                region: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01a1fe47-9155-76c7-a5f8-b5463f572cc2",
                     *           "region": "371502",
                     *           "recycler": {
                     *             "id": "91bb4864-d1f2-5642-bbda-21a56598761a",
                     *             "name": "聊城绿源回收(演示)"
                     *           },
                     *           "start": "2026-11-23T00:00:00Z",
                     *           "end": "2026-11-23T02:00:00Z",
                     *           "capacity": 3,
                     *           "free": 2
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SlotViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_slot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlotBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_slot_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlotRuleBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotRuleView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_technical: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TechnicalView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_units: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @example collected */
                stage?: "booked" | "collected" | "stored" | "in_transit" | "received" | "dismantled" | "refurbished" | "resold" | "void";
                item_type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01a1fe47-9297-73f6-ba49-08f62609c050",
                     *           "code": "TG59KMBKC2J2J",
                     *           "item_type": "FRIDGE",
                     *           "district": "371502",
                     *           "stage": "collected",
                     *           "on_hold": false,
                     *           "hold_reason": null,
                     *           "seq": 2,
                     *           "route": null,
                     *           "weight_g": 46200,
                     *           "agreed_fen": 15900,
                     *           "stage_since": "2026-11-21T13:24:26Z",
                     *           "last_event_time": "2026-11-21T13:24:26Z",
                     *           "created_at": "2026-11-21T13:24:25Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UnitUnitViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01a1fe47-9297-73f6-ba49-08f62609c050",
                     *       "code": "TG59KMBKC2J2J",
                     *       "item_type": "FRIDGE",
                     *       "district": "371502",
                     *       "stage": "collected",
                     *       "on_hold": false,
                     *       "hold_reason": null,
                     *       "seq": 2,
                     *       "route": null,
                     *       "weight_g": 46200,
                     *       "agreed_fen": 15900,
                     *       "stage_since": "2026-11-21T13:24:26Z",
                     *       "last_event_time": "2026-11-21T13:24:26Z",
                     *       "created_at": "2026-11-21T13:24:25Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    place_hold: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_unit_photos: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitPhotoViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    lift_hold: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_trace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unit": {
                     *         "id": "01a1fe47-9297-73f6-ba49-08f62609c050",
                     *         "code": "TG59KMBKC2J2J",
                     *         "item_type": "FRIDGE",
                     *         "district": "371502",
                     *         "stage": "collected",
                     *         "on_hold": false,
                     *         "hold_reason": null,
                     *         "seq": 2,
                     *         "route": null,
                     *         "weight_g": 46200,
                     *         "agreed_fen": 15900,
                     *         "stage_since": "2026-11-21T13:24:26Z",
                     *         "last_event_time": "2026-11-21T13:24:26Z",
                     *         "created_at": "2026-11-21T13:24:25Z"
                     *       },
                     *       "holder": "聊城绿源回收(演示)",
                     *       "codes": [
                     *         {
                     *           "code": "TG59KMBKC2J2J",
                     *           "state": "bound",
                     *           "bound_at": "2026-11-21T13:24:25Z",
                     *           "replaced_by": null
                     *         }
                     *       ],
                     *       "events": [
                     *         {
                     *           "seq": 1,
                     *           "event_id": "01a1fe47-9250-7392-a6bd-2202e253d5e8",
                     *           "step": "commissioning",
                     *           "from_stage": null,
                     *           "to_stage": "booked",
                     *           "event_time": "2026-11-21T13:24:25Z",
                     *           "record_time": "2026-11-21T13:24:25Z",
                     *           "organisation": null,
                     *           "organisation_id": null,
                     *           "site": null,
                     *           "site_name": null,
                     *           "place": "371502",
                     *           "place_name": "东昌府区",
                     *           "load": null,
                     *           "weight_g": null,
                     *           "weight_change_g": null,
                     *           "price_fen": 15900,
                     *           "reason": null,
                     *           "photos": [],
                     *           "flags": [],
                     *           "overstayed_s": null,
                     *           "outputs": [],
                     *           "corrects_seq": null,
                     *           "declared_wrong": false
                     *         },
                     *         {
                     *           "seq": 2,
                     *           "event_id": "7fc52c85-753b-4abb-9be7-efb42021198a",
                     *           "step": "collecting",
                     *           "from_stage": "booked",
                     *           "to_stage": "collected",
                     *           "event_time": "2026-11-21T13:24:26Z",
                     *           "record_time": "2026-11-21T13:24:26Z",
                     *           "organisation": "聊城绿源回收(演示)",
                     *           "organisation_id": "91bb4864-d1f2-5642-bbda-21a56598761a",
                     *           "site": "R010",
                     *           "site_name": "聊城绿源回收(演示)",
                     *           "place": "371502",
                     *           "place_name": "东昌府区",
                     *           "load": null,
                     *           "weight_g": 46200,
                     *           "weight_change_g": null,
                     *           "price_fen": 15900,
                     *           "reason": null,
                     *           "photos": [
                     *             "9f2c4e6a8b0d1f3e5a7c9b1d3f5e7a9c0b2d4f6e8a0c1e3f5a7b9d1c3e5f7a9b"
                     *           ],
                     *           "flags": [],
                     *           "overstayed_s": null,
                     *           "outputs": [],
                     *           "corrects_seq": null,
                     *           "declared_wrong": false
                     *         }
                     *       ],
                     *       "gaps": [],
                     *       "anomalies": 0,
                     *       "view": "full"
                     *     }
                     */
                    "application/json": components["schemas"]["TraceView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    list_transfers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "draft" | "discarded" | "issued" | "voided" | "departed" | "confirmed" | "mismatched";
                site?: string;
                overdue?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Link: components["headers"]["NextPage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferViewList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    create_transfer: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    edit_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    confirm_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrivalBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    correct_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferCorrectionBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    depart_transfer: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of the sender's own for this intent; a repetition is answered as the first time. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    discard_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DismantlingReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    issue_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    mismatch_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MismatchBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    void_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单号 · number of the record */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DismantlingReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["RequestEntityTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_outbox: {
        parameters: {
            query?: {
                phone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxView"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    read_manifest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    send_sheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the process answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_object: {
        parameters: {
            query?: {
                /** @description `zh` or `en`; default by Accept-Language */
                lang?: string;
                /** @description `large` for larger type */
                text?: string;
                /** @description GS1 link type, `linkset` or `all` */
                linkType?: string;
            };
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its trace; `Accept` chooses the form */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/json": Record<string, never>;
                    "application/linkset+json": Record<string, never>;
                };
            };
            /** @description The link of the given link type */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The canonical code */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not a code */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unknown, or reserved and not yet in use */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Void */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_qr_png: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    show_qr_svg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 追溯码、装载单号、站点或品类编码 · label, load, site or item type code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description database, schema and disk are fit for work */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
