"""Refusals about photos and documents."""

from tradein.refusal import Refusal


class NotAPicture(Refusal):
    """The bytes are not a JPEG, PNG or WebP, whatever they are called."""

    code = "picture_kind"
    status = 415
    zh = "只接受 JPEG、PNG 或 WebP 照片（{found}）；手机相册里的 HEIC 请在相机设置里改为“兼容性最佳”。"
    en = "Only JPEG, PNG and WebP pictures are taken ({found}). On iPhones choose “Most Compatible” for the camera."


class NotADocument(Refusal):
    """The bytes are neither a picture nor a PDF that we keep."""

    code = "document_kind"
    status = 415
    zh = "材料只接受 JPEG、PNG、WebP 图片或 PDF（{found}）。"
    en = "Documents must be JPEG, PNG or WebP pictures, or PDF ({found})."


class FileEmpty(Refusal):
    """Nothing was sent where a file was meant."""

    code = "file_empty"
    zh = "文件是空的，请重新拍摄或选择后再传。"
    en = "The file is empty. Take or choose it again and send it."


class PictureUnreadable(Refusal):
    """It begins like a picture but cannot be decoded within the limits; `reason` says why in one word."""

    code = "picture_unreadable"
    zh = "照片无法读取（{reason}），请重新拍摄。"
    en = "The picture cannot be read ({reason}). Please take it again."


class DocumentUnsafe(Refusal):
    """A PDF that is damaged, encrypted, or holds what runs or hides: scripts, launch actions, attached files."""

    code = "document_unsafe"
    zh = "PDF 文件不能接受（{reason}），请另存为普通 PDF 或上传扫描图片。"
    en = "This PDF cannot be taken ({reason}). Save it as a plain PDF, or send a scanned picture."


class QuotaUsedUp(Refusal):
    """The account has sent its fill for 24 hours."""

    code = "photo_quota"
    status = 429
    zh = "24 小时内最多上传 {count} 张、共 {megabytes} MB，请稍后再传；照片可先留在手机里。"
    en = "At most {count} pictures and {megabytes} MB within 24 hours. Keep them on the phone and send them later."


class LinkEnded(Refusal):
    """A link to a file has ended, was made for somebody else, or was altered."""

    code = "link_ended"
    status = 403
    zh = "链接已失效，请刷新页面重新打开。"
    en = "This link has ended. Reload the page and open it again."
