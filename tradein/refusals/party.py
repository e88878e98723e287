"""Refusals about organisations, people, sessions and keys."""

from tradein.refusal import Refusal


class WrongCredentials(Refusal):
    """Unknown account, wrong password, locked account: one answer, so that nobody learns which."""

    code = "wrong_credentials"
    status = 401
    zh = "账号或密码不正确。"
    en = "The account or the password is not correct."


class SiteKindUnfit(Refusal):
    """A site of a kind that is another trade's."""

    code = "site_kind_unfit"
    zh = "贵单位类型只能登记以下站点：{kinds}。"
    en = "An organisation of your kind may have these sites: {kinds}."


class TooManyAttempts(Refusal):
    """The account or the address has failed too often just now."""

    code = "too_many_attempts"
    status = 429
    zh = "尝试次数过多，请在 {retry_after} 秒后再试。"
    en = "Too many attempts. Please try again in {retry_after} seconds."


class MembershipNotYours(Refusal):
    """The membership asked for is not one the account may act in now."""

    code = "membership_unknown"
    zh = "没有这个有效的任职身份。"
    en = "You have no such valid membership."


class LoginPersonal(Refusal):
    """A login that is a phone or identity number would stand in clear where everybody's login stands."""

    code = "login_personal"
    zh = "登录名不能是手机号或证件号，请另取一个，例如姓名拼音加数字。"
    en = "A login cannot be a phone or identity number. Choose another, for example a name with a digit."


class LoginTaken(Refusal):
    """Another account has this login."""

    code = "login_taken"
    status = 409
    zh = "该账号名已被使用，请换一个。"
    en = "This login is taken. Please choose another."


class OrganisationKnown(Refusal):
    """An organisation with this credit code is registered or has applied."""

    code = "organisation_known"
    status = 409
    zh = "统一社会信用代码 {credit_code} 已经登记或正在审核。"
    en = "The credit code {credit_code} is already registered or under review."


class AlreadyDecided(Refusal):
    """The application has been approved or refused before."""

    code = "already_decided"
    status = 409
    zh = "该登记申请已有结论（{state}）。"
    en = "This application has already been decided ({state})."


class RoleNotYours(Refusal):
    """A role above, or outside, what the actor may hand on."""

    code = "role_not_yours"
    status = 403
    zh = "您不能授予角色 {role}。"
    en = "You may not grant the role {role}."


class ScopeNotYours(Refusal):
    """A key may do no more than the role it stands for."""

    code = "scope_not_yours"
    zh = "密钥权限 {scope} 超出角色 {role} 的权限。"
    en = "The scope {scope} exceeds what the role {role} may do."


class NotANetwork(Refusal):
    """An entry of an IP list is neither an address nor a network in CIDR form."""

    code = "not_a_network"
    zh = "{network} 不是 IP 地址或网段。"
    en = "{network} is not an IP address or network."


class SiteCodeTaken(Refusal):
    """Another site has this code."""

    code = "site_code_taken"
    status = 409
    zh = "站点编号 {site} 已被使用。"
    en = "The site code {site} is taken."


class TermInverted(Refusal):
    """A term ends before it begins."""

    code = "term_inverted"
    zh = "结束时间早于开始时间。"
    en = "The term ends before it begins."


class KeyTermTooLong(Refusal):
    """A key that is never looked at again is forgotten."""

    code = "key_term_too_long"
    zh = "密钥的有效期最长 {days} 天；到期前可以由管理员延长。"
    en = "A key may hold for {days} days at most; a manager can prolong it before it ends."


class AddressesMissing(Refusal):
    """A key that may be used from anywhere is a decision, not an omission."""

    code = "addresses_missing"
    zh = "请填写密钥可用的网络地址；确需不限地址时，请明确选择“不限地址”（any_address）。"
    en = "List the networks this key is used from, or decide for any address with any_address."


class AddressesBoth(Refusal):
    """Any address, and a list of some: only one of them can be meant."""

    code = "addresses_both"
    zh = "已选择“不限地址”，请不要再填写网络地址；两者只能选其一。"
    en = "You chose any address and listed networks, too. Keep one of the two."


class OrganisationNotRunning(Refusal):
    """Only an organisation at work can be suspended, and only a suspended one resumed."""

    code = "organisation_not_running"
    status = 409
    zh = "该机构当前状态为“{state}”，不能执行此操作；请刷新后核对。"
    en = "The organisation is “{state}” now, so this cannot be done. Reload and check."


class BureauNotSuspended(Refusal):
    """Officers stop with their appointments; a bureau without officers could not be put right."""

    code = "bureau_not_suspended"
    status = 409
    zh = "主管部门不能被停用；如需停止某人的权限，请结束其任命。"
    en = "A bureau cannot be suspended. To stop somebody, end their appointment."
