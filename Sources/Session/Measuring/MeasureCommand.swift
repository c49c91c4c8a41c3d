import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics

/// `:measure`.
extension Session {
  /// Memories beyond this are not compared before and after, in bytes.
  private static let comparedMemory: UInt64 = 256 << 20

  func measure(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let ((function, values), text) = try givenCall(arguments, of: .measure)
    guard let holder = function.instance else {
      throw SessionError(.wrapped([obstacle(to: function)].compactMap(\.self)))
    }
    let holdsMemory = try instances.named(holder).instance(surroundings) as? any MemoryHolder
    let size = holdsMemory?.memoryBytes
    let image = holdsMemory.flatMap { $0.memoryBytes <= Self.comparedMemory ? $0.memoryImage() : nil }
    let before = run?.instructions ?? 0
    _ = stubs.takeImportCalls()
    let value = try completed(function, values)
    let reply = ValueReply(
      result: value.flatMap { value in function.type.result.map { TypedValue(value, $0) } }, call: run?.reports.last)
    remember(Evaluated(input: text, number: nextInputNumber, reply: reply))
    var measured = MeasureReply(
      value: reply, instance: holder, function: function.path, instructions: (run?.instructions ?? 0) &- before,
      hostCalls: stubs.takeImportCalls())
    if let holdsMemory, let size {
      let changes = image.flatMap { image in
        holdsMemory.memoryBytes <= Self.comparedMemory ? image.changes(to: holdsMemory.memoryImage()) : nil
      }
      measured.memory = MeasureReply.MemoryUse(before: size, after: holdsMemory.memoryBytes, changes: changes)
    }
    return Outcome(.measure(measured))
  }
}
