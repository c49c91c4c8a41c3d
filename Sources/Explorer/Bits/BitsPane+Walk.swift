import BitArithmetic
import ComponentRuntime
import CoreTypes
import Presentation
import Session

/// The integers of a step in the Bits pane.
extension BitsPane {
  /// Shows what a step is about: its operation, otherwise the integers that it changed or that lie on top.
  mutating func show(_ step: StepReply) {
    show(Self.items(of: step), of: step)
  }

  /// Shows one value of a step; nil shows the step's operation with its carries, where it has some.
  ///
  /// - Returns: whether there is anything to be shown.
  mutating func open(_ item: StepView.Item?, of step: StepReply) -> Bool {
    guard let item else {
      let items = Self.items(of: step)
      guard !items.isEmpty else { return false }
      show(items, of: step)
      if let facts = step.operation?.facts, facts.carries != nil { push(.carry(facts, bit: 0)) }
      return true
    }
    guard let form = step.value(at: item)?.bitsForm else { return false }
    show(
      [BitsItem(name: item.name, form: form)], result: nil, report: nil, input: "step \(step.step) of \(step.call)")
    return true
  }

  private mutating func show(_ items: [BitsItem], of step: StepReply) {
    guard !items.isEmpty else { return }
    let events = step.event.map { [$0] } ?? []
    let report = CallReport(
      instance: step.instance, function: step.function, wasWatched: true, events: events,
      placeCount: events.count, eventCount: UInt64(events.count))
    show(items, result: nil, report: report, input: "step \(step.step) of \(step.call)")
    resultLine = nil
  }

  private static func items(of step: StepReply) -> [BitsItem] {
    var items: [BitsItem] = []
    if let operation = step.operation {
      items.append(
        BitsItem(
          name: "operation", form: .operation(operation.facts),
          basis: step.event == nil ? operation.basis : .observed(event: 0)))
    }
    for (index, value) in (step.after ?? step.before).values.prefix(4).enumerated() {
      guard let form = value.bitsForm else { continue }
      let item = StepView.Item.after(index)
      if index == 0, step.operation != nil { continue }
      items.append(BitsItem(name: item.name, form: form))
    }
    return items
  }
}

extension StepView.Item {
  /// What it is called above its bits.
  fileprivate var name: String {
    switch self {
    case .before(let index), .after(let index): index == 0 ? "top of stack" : "stack \(index)"
    case .local(let index): "local \(index)"
    case .global(let index): "global \(index)"
    }
  }
}

extension StepValue {
  fileprivate var bitsForm: BitsForm? {
    switch value {
    case .i32(let bits): .integer(UInt64(bits), .s32)
    case .i64(let bits): .integer(bits, .s64)
    case .f32(let bits): .float(FloatFields(Float(bitPattern: bits)))
    case .f64(let bits): .float(FloatFields(Double(bitPattern: bits)))
    case .v128, .reference: nil
    }
  }
}
