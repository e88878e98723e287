"""Refusals about proving who one is: codes, second factors, fresh proof, listed addresses, unified sign-on."""

from tradein.refusal import Refusal


class TooManyCodes(Refusal):
    """One code a minute, five an hour, ten a day to one phone."""

    code = "too_many_codes"
    status = 429
    zh = "验证码发送过于频繁，请在 {retry_after} 秒后再试。"
    en = "Too many codes were asked for. Please try again in {retry_after} seconds."


class WrongCode(Refusal):
    """Wrong, expired, used, meant for something else, or never sent: one answer for all of them."""

    code = "wrong_code"
    zh = "验证码不正确或已失效，请核对或重新获取。"
    en = "The code is not correct or no longer holds. Please check it or ask for a new one."


class WrongPassword(Refusal):
    """The present password, given by somebody who is signed in, is not right."""

    code = "wrong_password"
    zh = "当前密码不正确。"
    en = "The present password is not correct."


class ProofMissing(Refusal):
    """The proof given is not the one this account can give."""

    code = "proof_missing"
    zh = "请按要求提供：已设置验证器的用动态码，否则用密码或短信验证码。"
    en = "Give the code of your authenticator if you have one, else your password or a texted code."


class TextsUnavailable(Refusal):
    """No provider of text messages is set up, or today's budget is spent."""

    code = "texts_unavailable"
    status = 503
    zh = "短信服务暂时不可用，请稍后再试或用账号和密码登录。"
    en = "Text messages cannot be sent now. Please try later, or sign in with account and password."


class SecondFactorRequired(Refusal):
    """The session is open, but its second factor is still to be given or set up."""

    code = "second_factor_required"
    status = 403
    zh = "请先完成第二重验证（验证器动态码）。"
    en = "Please give your second factor first (the code of your authenticator)."


class AddressNotListed(Refusal):
    """Officers, auditors and administrators act from listed networks only."""

    code = "address_not_listed"
    status = 403
    zh = "当前网络不在允许的地址清单内，请从单位网络登录，或联系系统管理员。"
    en = "This network is not on the list of allowed addresses. Use your office network, or ask the administrator."


class ReauthRequired(Refusal):
    """A sensitive act needs a proof of identity no older than five minutes."""

    code = "reauth_required"
    status = 403
    zh = "此操作需要再次验证身份（五分钟内有效），请验证后重试。"
    en = "This needs a fresh proof of identity (valid for five minutes). Please prove it and try again."


class SessionNeeded(Refusal):
    """A key asked for what only somebody signed in may do: accounts, keys, personal data in clear."""

    code = "session_needed"
    status = 403
    zh = "接口密钥不能做这件事：请本人登录后操作。"
    en = "An API key cannot do this. Somebody has to sign in and do it in person."


class KeyScopeMissing(Refusal):
    """The key's role may do it, but whoever made the key did not name it among what the key is for."""

    code = "key_scope_missing"
    status = 403
    zh = "接口密钥的用途范围不含 {scope}：请由本单位管理员另建包含它的密钥，或由本人登录后操作。"
    en = "This API key is not for {scope}. Ask your manager for a key whose scopes name it, or sign in and do it."


class AlreadyEnrolled(Refusal):
    """A second factor in force is replaced only after it has been given."""

    code = "already_enrolled"
    status = 409
    zh = "第二重验证已经设置；要更换请先用现有验证器登录。"
    en = "A second factor is set up already. To replace it, first sign in with the present one."


class NotEnrolled(Refusal):
    """There is no second factor to use or take away."""

    code = "not_enrolled"
    status = 409
    zh = "尚未设置第二重验证。"
    en = "No second factor is set up."


class SecondFactorNeeded(Refusal):
    """The role must have a second factor; it can be replaced, not removed."""

    code = "second_factor_needed"
    status = 409
    zh = "您的角色必须使用第二重验证，只能更换，不能取消。"
    en = "Your role must use a second factor; it can be replaced but not removed."


class EnrolmentCodeNeeded(Refusal):
    """After a reset, the next authenticator needs the code that the administrator handed over."""

    code = "enrolment_code_needed"
    status = 403
    zh = "第二重验证已被重置，请填写管理员当面交给您的启用码。"
    en = "The second factor was reset. Please give the code that your administrator handed to you."


class NotYourself(Refusal):
    """Help with an account is given by somebody else."""

    code = "not_yourself"
    status = 403
    zh = "不能对自己的账号执行此操作，请由其他管理员处理。"
    en = "You may not do this to your own account. Ask another administrator."


class OneHandOnly(Refusal):
    """Whoever took both password and second factor away could sign in as that person."""

    code = "one_hand_only"
    status = 403
    zh = "您刚为此账号重置过另一项凭据，请由另一位管理员办理这一项。"
    en = "You have just reset the other credential of this account. Ask a second administrator for this one."


class PhoneTaken(Refusal):
    """The phone signs in to another account; its holder proves that by signing in with it."""

    code = "phone_taken"
    status = 409
    zh = "该手机号已用于另一个账号；请先用它登录并更换。"
    en = "This phone signs in to another account. Sign in with it there and change it first."


class LocksYouOut(Refusal):
    """Whoever empties the list of their own bureau cannot come back to mend it."""

    code = "locks_you_out"
    status = 409
    zh = "这会把您自己挡在门外：本单位至少要保留一个网络。"
    en = "This would lock you out: keep one network of your own bureau."


class NotLinked(Refusal):
    """The unified sign-on knows the person, but no administrator has linked them to an account here."""

    code = "identity_not_linked"
    status = 403
    zh = "统一身份认证成功，但尚未关联本平台账号，请联系管理员。"
    en = "You are signed on, but not linked to an account here. Please ask your administrator."


class IdentityTaken(Refusal):
    """The subject is linked to another account."""

    code = "identity_taken"
    status = 409
    zh = "该统一身份已关联到其他账号。"
    en = "This identity is linked to another account."


class SignOnFailed(Refusal):
    """The unified sign-on's answer was refused, did not come, or belongs to nobody who asked."""

    code = "sign_on_failed"
    status = 401
    zh = "统一身份认证未成功，请重新登录。"
    en = "The unified sign-on did not succeed. Please try again."


class SignOnNotSetUp(Refusal):
    """An identity was to be linked where no unified sign-on is set up."""

    code = "sign_on_not_set_up"
    status = 409
    zh = "本系统尚未接入统一身份认证，无法关联；请先由系统管理员完成接入配置。"
    en = "No unified sign-on is set up here, so nothing can be linked; an administrator has to set it up first."


class SignOnUnavailable(Refusal):
    """The unified sign-on cannot be reached."""

    code = "sign_on_unavailable"
    status = 503
    zh = "统一身份认证暂时不可用，请用账号和密码登录。"
    en = "The unified sign-on is not available now. Please sign in with account and password."
