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
    let (value, traffic) = try counted(function, values)
    let reply = ValueReply(
      result: value.flatMap { value in function.type.result.map { TypedValue(value, $0) } }, call: run?.reports.last)
    remember(Evaluated(input: text, number: nextInputNumber, reply: reply))
    var measured = MeasureReply(
      value: reply, instance: holder, function: function.path, instructions: (run?.instructions ?? 0) &- before,
      traffic: traffic, hostCalls: stubs.takeImportCalls())
    if let holdsMemory, let size {
      let changes = image.flatMap { image in
        holdsMemory.memoryBytes <= Self.comparedMemory ? image.changes(to: holdsMemory.memoryImage()) : nil
      }
      measured.memory = MeasureReply.MemoryUse(before: size, after: holdsMemory.memoryBytes, changes: changes)
    }
    return Outcome(.measure(measured))
  }

  /// Makes a call and counts what its first instructions did; native code runs as always.
  private func counted(
    _ function: CallableFunction, _ values: [ComponentValue]
  ) throws(SessionError) -> (value: ComponentValue?, traffic: MeasureReply.Traffic?) {
    guard let holder = function.instance, [.component, .module].contains(try instances.named(holder).recipe.kind) else {
      return (try completed(function, values), nil)
    }
    let walk = try walk(function, values)
    defer { walk.close() }
    var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
    let counting = Result { () throws(SessionError) in
      var counter = TrafficCounter()
      while let entry = try walk.next(within: &current) {
        counter.count(entry)
        guard counter.traffic.instructions < MeasureReply.Traffic.limit else { break }
      }
      try walk.finish(within: &current)
      return counter.traffic
    }
    run = current
    let traffic = try counting.get()
    let value = try result(of: walk)?.value
    // Nobody compared the instructions with their exact results, which the report says.
    let evidence = CallEvidence(
      instance: walk.instance, isNative: false, function: function, arguments: values, watch: .off,
      observations: Observations(), flagPath: settings.flags[function.path])
    run?.reports.append(evidence.report(returning: value))
    return (value, traffic)
  }
}

/// Counts what instructions do.
private struct TrafficCounter {
  private(set) var traffic = MeasureReply.Traffic()
  /// The bytes of each block that were reached, by the memory's index and the block's number.
  private var blocks: [Block: [Bool]] = [:]

  private struct Block: Hashable {
    var memory: Int
    var number: UInt64
  }

  mutating func count(_ entry: TraceEntry) {
    guard let operation = entry.operation else { return }
    traffic.instructions += 1
    if operation.opcode.isCall { traffic.calls += 1 }
    guard let address = operation.address else { return }
    if operation.isWrite { traffic.stores += 1 } else { traffic.loads += 1 }
    let size = UInt64(MemoryChanges.blockSize)
    for offset in 0..<UInt64(operation.byteCount) {
      let (byte, overflow) = address.addingReportingOverflow(offset)
      guard !overflow else { return }
      let block = Block(memory: operation.memory, number: byte / size)
      if blocks[block] == nil {
        blocks[block] = Array(repeating: false, count: Int(size))
        traffic.touchedBlocks += 1
      }
      let place = Int(byte % size)
      if blocks[block]?[place] == false { traffic.touchedBytes += 1 }
      blocks[block]?[place] = true
    }
  }
}
