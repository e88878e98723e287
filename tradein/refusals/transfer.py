"""What a hazardous waste transfer refuses."""

from tradein.refusal import Refusal


class TransferStateWrong(Refusal):
    """The state table has no such move; after issue nothing is edited."""

    code = "transfer_state_wrong"
    status = 409
    zh = "转移联单状态为“{state}”，不能执行“{action}”；签发后只能提交更正记录。"
    en = "The transfer is {state}; '{action}' is not possible. After issue only correction records are made."


class TransferFieldMissing(Refusal):
    """A manifest is issued complete."""

    code = "transfer_field_missing"
    zh = "签发联单前须填写 {name}。"
    en = "{name} must be filled in before the manifest is issued."


class ApprovalMissing(Refusal):
    """Crossing a province needs its approval."""

    code = "transfer_approval_missing"
    zh = "跨省转移须填写批准文号。"
    en = "A transfer to another province needs its approval number."


class ManifestTaken(Refusal):
    """One number, one trip."""

    code = "manifest_taken"
    status = 409
    zh = "联单编号 {manifest_number} 已被使用。"
    en = "Manifest number {manifest_number} is already in use."


class ReceivedIncomplete(Refusal):
    """Every line is confirmed, none is added."""

    code = "received_lines_incomplete"
    zh = "请逐行填写接收数量，行号须与联单一致。"
    en = "Give the received mass of every line of the manifest, and of no other."


class ReceivedDiffers(Refusal):
    """More or less arrived than left."""

    code = "received_mass_differs"
    status = 409
    zh = "第 {seq} 行发出 {sent_g} 克、接收 {received_g} 克，超出允许偏差，请按“不符”处理。"
    en = "Line {seq}: {sent_g} g left, {received_g} g arrived, beyond tolerance. Declare a mismatch instead."


class FieldNotCorrectable(Refusal):
    """Numbers and masses are not corrected by words."""

    code = "transfer_field_not_correctable"
    zh = "“{name}”不能以更正记录修改。"
    en = "'{name}' cannot be changed by a correction record."


class LotWasteDiffers(Refusal):
    """A line's waste code is that of its lot."""

    code = "lot_waste_differs"
    zh = "批次 {lot} 的废物代码为 {waste_code}。"
    en = "Lot {lot} holds waste {waste_code}."
