import ComponentTypes
import CoreTypes

/// What a run gets from outside its store: from linked instances, and from whoever stands in for imports.
///
/// A run that may go back keeps it all, in order, and gets it again when it comes by once more: nothing outside happens
/// twice, and the run is the same each time.
final class OutsideAnswers {
  /// What came of one call that left the store.
  enum Answer {
    /// What the call of a linked instance came to, and what that ran and saw.
    case linked(Result<ComponentValue?, Trap>, instructions: UInt64, Observations, by: (any ComponentInstance)?)
    /// What a stub answered, and of the handles that were made for it, in order, the resource types and representations.
    case stub(StubAnswer, handles: [(resource: RuntimeResource, representation: UInt32?)])
    /// The call could not begin.
    case refused(TrapCode)
    /// Nobody answers.
    case nobody
    /// A linked instance's call is gone through as part of the walk: it comes to the same each time.
    case walked(any WalkedInstance, FunctionPath)
  }

  /// The call of a linked instance that is under way. It stays when the run goes back, and goes on when the run has come
  /// as far again.
  private(set) var call: (any ComponentCall)?
  /// The instance whose call that is.
  private(set) var callee: (any ComponentInstance)?
  /// Whether nothing may be asked now that has no kept answer: the run is only looked ahead into.
  var isClosed = false {
    didSet { hasRefused = false }
  }
  /// Whether something was asked meanwhile, which ends the run.
  private(set) var hasRefused = false
  /// How many answers the run has got.
  private(set) var takenCount = 0
  /// Bytes that the kept answers may take, roughly; nil keeps none.
  let limit: Int?
  /// Whether the run may not go on with more than that. Otherwise none of them is kept then.
  private let isBinding: Bool
  /// Whether the answers cannot be given again, since they were too large to keep.
  private(set) var isIncomplete = false
  /// Each with the bytes that it and those before it take.
  private var answers: [(answer: Answer, totalBytes: Int)] = []

  init(limit: Int?, isBinding: Bool = true) {
    self.limit = limit
    self.isBinding = isBinding
  }

  /// Begins a call of a linked instance.
  func begin(
    _ path: FunctionPath, of instance: any ComponentInstance, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) {
    do throws(CallError) {
      call = try instance.startCall(path, arguments, watch: watch)
      callee = instance
    } catch {
      keep(.refused(error.trapCode))
      throw error
    }
  }

  /// Begins to drop a handle that a linked instance gave. One that it no longer knows is gone already.
  func beginDrop(_ handle: UInt32, of instance: any ComponentInstance) {
    guard let begun = try? instance.startDrop(handle) else {
      return keep(.linked(.success(nil), instructions: 0, Observations(), by: instance))
    }
    call = begun
    callee = instance
  }

  /// Runs the call of a linked instance on.
  ///
  /// - Returns: what it came to, which is kept; nil while it runs.
  func advance(
    _ budget: inout UInt64, _ responder: (any ImportResponder)?
  ) throws(ComponentRuntimeError) -> Answer? {
    guard let call else { preconditionFailure("a call outside was begun") }
    if let responder {
      guard responder.linkedCalls < type(of: responder).maximumLinkedCalls else {
        keep(.refused(.stackExhausted))
        throw .trap(.stackExhausted)
      }
      responder.linkedCalls += 1
    }
    defer { responder?.linkedCalls -= 1 }
    let before = call.instructionsRun
    let progress = call.resume(budget: budget)
    budget -= min(budget, call.instructionsRun &- before)
    let outcome: Result<ComponentValue?, Trap>
    switch progress {
    case .running: return nil
    case .trapped(let trap): outcome = .failure(trap)
    case .returned(let result): outcome = .success(result)
    }
    let answer = Answer.linked(outcome, instructions: call.instructionsRun, call.observations, by: callee)
    keep(answer)
    return answer
  }

  /// The answer that the run got here when it came by before, which it now gets again; nil where it never was here.
  func takeKept() -> Answer? {
    guard takenCount < answers.count else { return nil }
    defer { takenCount += 1 }
    return answers[takenCount].answer
  }

  /// What the run would get next if it was here before.
  var nextKept: Answer? { takenCount < answers.count ? answers[takenCount].answer : nil }

  /// Ends a run that would ask while nothing may be.
  func checkIsOpen() throws(ComponentRuntimeError) {
    guard isClosed else { return }
    hasRefused = true
    throw .trap(.interrupted)
  }

  /// Keeps an answer that has just come.
  func keep(_ answer: Answer) {
    call = nil
    guard let limit, !isIncomplete else { return }
    let total = (answers.last?.totalBytes ?? 0) + answer.footprint
    if !isBinding, total > limit {
      isIncomplete = true
      answers = []
      takenCount = 0
      return
    }
    answers.append((answer, total))
    takenCount = answers.count
  }

  /// Whether the answers that the run has got take more than they may.
  var exceedsLimit: Bool {
    guard isBinding, let limit, takenCount > 0 else { return false }
    return answers[takenCount - 1].totalBytes > limit
  }

  /// How many answers are kept.
  var keptCount: Int { answers.count }

  /// Forgets the answers behind the first few.
  func forget(behind count: Int) {
    answers.removeLast(max(0, answers.count - count))
    takenCount = min(takenCount, answers.count)
  }

  /// Goes back to when the run had got so many answers.
  func goBack(to count: Int) { takenCount = min(count, answers.count) }
}

extension OutsideAnswers.Answer {
  fileprivate var footprint: Int {
    let value: ComponentValue? =
      switch self {
      case .linked(.success(let value), _, _, _): value
      case .stub(.returns(let value), _): value
      default: nil
      }
    if case .walked = self { return 64 }
    return 256 + (value?.footprint ?? 0)
  }
}
