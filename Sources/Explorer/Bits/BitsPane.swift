import BitArithmetic
import ComponentTypes
import Presentation
import Session
import StyledText

/// The Bits pane: the bits of a result, or of the operation behind it, to be looked at and played with.
///
/// What was shown is never changed: the first change makes a scratch copy, which `r` gives up again. Above the bits
/// themselves lie other views, which Esc leaves one by one: the carry view, the wheel, and what `y` finds.
struct BitsPane: Sendable {
  /// A view above the bits.
  enum Level: Hashable, Sendable {
    /// One bit of an addition or subtraction.
    case carry(OperationFacts, bit: Int)
    case wheel
    /// Why: what is claimed of the overflow, and how it is known; the event's index, where there is one.
    case reason(event: Int?)
    /// Why, the end: the high half or the lost bits of an operation without carries.
    case loss(OperationFacts)
    /// Why, the end: the bits that an instruction dropped; the event's index.
    case narrowing(event: Int)
  }

  /// What can be looked at.
  var items: [BitsItem] = []
  /// The one that is.
  var itemIndex = 0
  /// The changed copy of it, where something was changed.
  var scratch: BitsForm?
  /// What the last change of the width lost.
  var remark: String?
  /// The views above the bits, the innermost last. No kind stands in it twice.
  var levels: [Level] = []
  /// The bit in hand.
  var inHand = BitPlace(operand: 0, bit: 0)
  /// Whether subtractions are shown as x + ~y + 1.
  var asComplement = false
  /// The first line shown.
  var top = 0
  /// Whether the first line follows the bit in hand; not after scrolling.
  var followsCursor = true

  /// The input, its value and the instance, cut to what a line can show.
  var input = ""
  var resultLine: StyledLine?
  /// What is known of the call.
  var report: CallReport?

  /// The longest that an input or value is kept for the pane's first line, in UTF-8 bytes.
  private static let textLimit = 400

  init() {}

  /// Whether there is anything to look at.
  var isEmpty: Bool { items.isEmpty }

  /// The pane's title.
  var title: String {
    let view: String? =
      switch levels.last {
      case .carry(_, let bit): "carry, bit \(bit)"
      case .wheel: "wheel"
      case .reason, .loss, .narrowing: "why"
      case nil: nil
      }
    let parts = [view, scratch == nil ? nil : "scratch copy"].compactMap { $0 }
    return parts.isEmpty ? "Bits" : "Bits: " + parts.joined(separator: ", ")
  }

  // MARK: - What is shown

  /// Shows a value and, where there is one, its operation and what is known of it.
  ///
  /// - Parameter input: The text that led to it.
  mutating func show(_ value: ValueReply, input: String? = nil) {
    show(BitsItem.items(of: value), result: value.result, report: value.call, input: input)
  }

  /// Shows what `:bits` found.
  mutating func show(_ reply: BitsReply, input: String? = nil) {
    let items = BitsItem.items(of: reply.result, operation: reply.operation)
    show(items, result: reply.result, report: reply.call, input: input)
    take(reply.scratch)
  }

  /// Takes a changed copy over as the scratch copy.
  private mutating func take(_ scratch: ScratchBits?) {
    guard let scratch else { return }
    change(to: scratch.form, remark: scratch.losses.last)
    asComplement = scratch.asComplement
  }

  /// Opens the carry view of what `:carry` found.
  mutating func show(_ reply: CarryReply, at bit: Int = 0, input: String? = nil) {
    showCarry(of: reply.operation, at: bit, result: reply.result, input: input)
    asComplement = reply.scratch?.asComplement == true
  }

  /// Goes to the bit that `:next` or `:back` stepped to.
  mutating func show(_ reply: CarryStepReply, input: String? = nil) {
    showCarry(of: reply.operation, at: reply.bit, input: input)
    if reply.asComplement { asComplement = true }
  }

  /// Opens the wheel of what `:wheel` found.
  mutating func show(_ reply: WheelReply, input: String? = nil) {
    let items = BitsItem.items(of: reply.result, operation: reply.operation)
    show(items, result: reply.result, report: reply.call, input: input)
    take(reply.scratch)
    if form?.integerType != nil { push(.wheel) }
  }

  /// Opens the carry view of an operation at a bit, or moves there where it is open already.
  mutating func showCarry(
    of operation: ReportedOperation, at bit: Int, result: TypedValue? = nil, input: String? = nil
  ) {
    let form = BitsForm.operation(operation.facts)
    if items.isEmpty || item?.form != form || scratch != nil {
      let item = BitsItem(name: "operation", form: form, basis: operation.basis)
      show([item], result: result, report: nil, input: input)
    }
    levels = []
    guard operation.facts.carries != nil else { return }
    push(.carry(operation.facts, bit: min(max(0, bit), operation.facts.type.width - 1)))
  }

  mutating func show(_ items: [BitsItem], result: TypedValue?, report: CallReport?, input: String?) {
    self = BitsPane()
    self.items = items
    self.report = report
    self.input = String((input ?? "").prefix(Self.textLimit)).escapingTerminalControls
    let options = PresentationOptions(valueLimit: Self.textLimit)
    if result != nil || report != nil {
      resultLine = ReplyView(Reply(input: "", content: .nothing), options: options).resultLine(result)
    }
    takeTopBit()
  }

  /// The thing that is looked at, as it was shown.
  var item: BitsItem? { items.indices.contains(itemIndex) ? items[itemIndex] : nil }

  /// The thing that is looked at, with its changes.
  var form: BitsForm? { scratch ?? item?.form }

  /// What the carry view shows, for `:next` and `:back` to go on from; nil while it is not open.
  var carryInHand: CarryInHand? {
    guard case .carry(let facts, let bit) = levels.last else { return nil }
    let basis = scratch == nil && item?.form == .operation(facts) ? item?.basis : nil
    return CarryInHand(operation: ReportedOperation(facts: facts, basis: basis ?? .computed), bit: bit)
  }

  // MARK: - Moving between views

  /// Goes into a view, or back into it where it is open.
  mutating func push(_ level: Level) {
    levels.append(level)
    (top, followsCursor) = (0, true)
  }

  /// Takes the topmost bit of the first number in hand.
  mutating func takeTopBit() {
    inHand = BitPlace(operand: 0, bit: max(0, (form?.width ?? 1) - 1))
    (top, followsCursor) = (0, true)
  }

  /// Replaces the scratch copy; one that equals what was shown is none.
  mutating func change(to form: BitsForm, remark: String? = nil) {
    scratch = form == item?.form ? nil : form
    self.remark = remark
    inHand.bit = min(inHand.bit, form.width - 1)
    inHand.operand = min(inHand.operand, form.operandCount - 1)
    followsCursor = true
  }

  /// Gives the scratch copy up.
  mutating func restore() {
    if let item { change(to: item.form) }
  }
}
