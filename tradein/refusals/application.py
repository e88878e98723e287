"""Refusals about applications of organisations, invitations and exports."""

from tradein.refusal import Refusal


class ApplicationMoved(Refusal):
    """The application is in a state in which this cannot follow."""

    code = "application_moved"
    status = 409
    zh = "申请当前状态为 {state}，不能执行 {action}。"
    en = "The application is {state}; {action} cannot follow."


class ApplicationChanged(Refusal):
    """Somebody corrected the application after the reader had opened it."""

    code = "application_changed"
    status = 409
    zh = "申请已更新到第 {version} 版，请刷新后重新审核。"
    en = "The application is now at version {version}. Reload it and review again."


class ApplicationOpen(Refusal):
    """One application of a kind at a time."""

    code = "application_open"
    status = 409
    zh = "已有一份同类申请正在办理，请补充或撤回后再提交。"
    en = "An application of this kind is under way. Complete or withdraw it first."


class BureauTooLow(Refusal):
    """This kind of organisation is decided by a bureau further up."""

    code = "bureau_too_low"
    status = 403
    zh = "此类机构由{level}级主管部门审核，请转上级办理。"
    en = "Organisations of this kind are decided at {level} level. Pass it on."


class DocumentsMissing(Refusal):
    """A licence that must be seen has no document."""

    code = "documents_missing"
    status = 409
    zh = "缺少证照材料：{missing}。请退回补正。"
    en = "Documents are missing for: {missing}. Return the application."


class NothingApplied(Refusal):
    """An amendment that changes nothing, or a licence application without a licence."""

    code = "nothing_applied"
    zh = "申请里没有任何内容。"
    en = "The application asks for nothing."


class TooManyDocuments(Refusal):
    """An application holds so many documents."""

    code = "too_many_documents"
    status = 409
    zh = "一份申请最多 {most} 份材料。"
    en = "An application takes at most {most} documents."


class InvitationEnded(Refusal):
    """Unknown, used, withdrawn or expired: one answer for all, so that nobody learns which."""

    code = "invitation_ended"
    status = 404
    zh = "邀请不存在或已失效，请联系发出邀请的管理员。"
    en = "This invitation does not exist or has ended. Ask who sent it for a new one."


class AlreadyMember(Refusal):
    """The account belongs to the organisation in this role already."""

    code = "already_member"
    status = 409
    zh = "您已有该单位的任职。"
    en = "You already belong to this organisation."


class SiteInUse(Refusal):
    """Units stand at the site; closing it would strand them."""

    code = "site_in_use"
    status = 409
    zh = "该站点还有 {units} 台旧机，请先移出再停用。"
    en = "{units} units stand at this site. Move them before closing it."


class ExportTooLarge(Refusal):
    """More rows than one file may hold."""

    code = "export_too_large"
    zh = "超过 {most} 行，请缩小筛选范围分次导出。"
    en = "More than {most} rows. Narrow the filter and export in parts."


class TooManyRequests(Refusal):
    """One network asks for public pages or figures faster than people do."""

    code = "too_many_requests"
    status = 429
    zh = "访问过于频繁，请在 {retry_after} 秒后再试。"
    en = "Too many requests. Please try again in {retry_after} seconds."
