import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import NativeComponents
import WAVE

/// What a sweep has found so far.
struct SweepTally {
  /// One call, and what came of it.
  struct Call {
    /// The index of each operand's value.
    var choice: [Int]
    var arguments: [ComponentValue]
    var outcome: Result<ComponentValue?, Trap>
    var report: CallReport
  }

  private let function: CallableFunction
  private let operands: [SweepOperand]
  private(set) var callCount = 0
  private(set) var overflowCounts = (signed: 0, unsigned: 0)
  private(set) var declares = false
  private(set) var declaredCount = 0
  private(set) var mismatchCount = 0
  private(set) var map: SweepMap?
  private var kinds: [SweepFinding.Kind: (count: Int, smallest: Sized)] = [:]
  private var mismatches: [Sized] = []

  /// How many kinds of things are told apart: a trap's words may differ from call to call.
  private static let kindLimit = 64

  /// A call with its size; its example is only made when the sweep is over.
  private struct Sized {
    var size: ArgumentSize
    var call: Call
    var event: ReportedEvent?
  }

  init(_ function: CallableFunction, _ plan: SweepPlan) {
    self.function = function
    operands = plan.operands
    let isByte = { (operand: SweepOperand) in operand.isExhaustive && operand.type.integerLayout?.width == 8 }
    if operands.count == 2, operands.allSatisfy(isByte) { map = SweepMap(names: operands.map(\.name)) }
  }

  mutating func count(_ call: Call) {
    callCount += 1
    var cell: SweepMap.Cell = .called
    switch call.outcome {
    case .failure(let trap):
      cell.insert(.trapped)
      note(.trap(trap.code), call)
    case .success:
      if let declared = call.report.declared {
        declares = true
        if declared { declaredCount += 1 }
        if call.report.flagMismatch { note(.flagMismatch(declared: declared), call) }
      }
      if call.report.valueMismatch { note(.valueMismatch, call) }
      if call.report.flagMismatch || call.report.valueMismatch {
        cell.insert(.mismatch)
        keepMismatch(call)
      }
    }
    let overflow = overflow(call)
    if overflow.signed {
      overflowCounts.signed += 1
      cell.insert(.signedOverflow)
    }
    if overflow.unsigned {
      overflowCounts.unsigned += 1
      cell.insert(.unsignedOverflow)
    }
    if map != nil, let x = byte(0, call), let y = byte(1, call) { map?[x, y] = cell }
  }

  /// Whether the call overflowed in each reading, with what it shows of that.
  private mutating func overflow(_ call: Call) -> (signed: Bool, unsigned: Bool) {
    var overflow = (signed: false, unsigned: false)
    if let facts = call.report.computed?.facts {
      overflow = (facts.signedOverflow, facts.unsignedOverflow)
      if overflow.signed { note(.overflow(asSigned: true), call) }
      if overflow.unsigned { note(.overflow(asSigned: false), call) }
    }
    for event in call.report.notableEvents {
      let isSigned = event.isReadSigned
      note(.event(instruction: event.event.instruction, asSigned: isSigned), call, event)
      guard call.report.computed == nil else { continue }
      overflow.signed = overflow.signed || event.loses(asSigned: true)
      overflow.unsigned = overflow.unsigned || event.loses(asSigned: false)
    }
    return overflow
  }

  private mutating func note(_ kind: SweepFinding.Kind, _ call: Call, _ event: ReportedEvent? = nil) {
    // Most calls show nothing new: the size alone decides.
    let size = ArgumentSize(call.arguments)
    guard let known = kinds[kind] else {
      guard kinds.count < Self.kindLimit else { return }
      kinds[kind] = (1, Sized(size: size, call: call, event: event))
      return
    }
    kinds[kind]?.count = known.count + 1
    if size < known.smallest.size { kinds[kind]?.smallest = Sized(size: size, call: call, event: event) }
  }

  private mutating func keepMismatch(_ call: Call) {
    mismatchCount += 1
    let sized = Sized(size: ArgumentSize(call.arguments), call: call)
    let place = mismatches.firstIndex { sized.size < $0.size } ?? mismatches.count
    guard place < SweepReply.mismatchLimit else { return }
    mismatches.insert(sized, at: place)
    if mismatches.count > SweepReply.mismatchLimit { mismatches.removeLast() }
  }

  /// The bits of an operand, for functions that have a map.
  private func byte(_ operand: Int, _ call: Call) -> UInt8? {
    operands[operand].values[call.choice[operand]].integerBits.map { UInt8(truncatingIfNeeded: $0) }
  }

  // MARK: - What came of it

  /// What was found, the gravest first, and among equals what happened most often.
  var findings: [SweepFinding] {
    kinds.map { SweepFinding(kind: $0.key, count: $0.value.count, smallest: example($0.value.smallest)) }
      .sorted { a, b in (rank(a.kind), b.count, a.kind.word) < (rank(b.kind), a.count, b.kind.word) }
  }

  /// The gravest first.
  private func rank(_ kind: SweepFinding.Kind) -> Int {
    switch kind {
    case .flagMismatch: 0
    case .valueMismatch: 1
    case .trap: 2
    case .overflow(let isSigned): isSigned == ArithmeticFunction(function.path)?.type.isSigned ? 3 : 4
    case .event: 5
    }
  }

  var smallestMismatches: [SweepExample] { mismatches.map(example) }

  private func example(_ sized: Sized) -> SweepExample {
    let call = sized.call
    let arguments = zip(call.arguments, function.type.parameters).map { TypedValue($0, $1.type) }
    var result: TypedValue?
    if case .success(let value?) = call.outcome { result = function.type.result.map { TypedValue(value, $0) } }
    return SweepExample(
      arguments: arguments, call: function.callText(arguments), result: result, declared: call.report.declared,
      computedFlag: call.report.computed?.flag, facts: call.report.computed?.facts, event: sized.event)
  }
}

extension CallableFunction {
  /// A call as it would be typed.
  func callText(_ arguments: [TypedValue]) -> String {
    "\(path.function.withoutAnnotation)(\(arguments.map { $0.waveText(limit: 400) }.joined(separator: ", ")))"
  }
}

extension SweepFinding.Kind {
  fileprivate var word: String {
    switch self {
    case .flagMismatch(let declared): "\(declared)"
    case .event(let instruction, let isSigned): "\(instruction) \(isSigned)"
    case .trap(let code): "\(code)"
    case .valueMismatch, .overflow: ""
    }
  }
}
