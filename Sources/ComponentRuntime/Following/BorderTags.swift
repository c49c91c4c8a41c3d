import CanonicalABI
import CoreTypes
import Interpreter

/// Carries the tags of followed bytes over what the canonical ABI does: from core values and memory to component-level
/// values, and on to another component's.
///
/// A lift and the lowering of what it gave are not interrupted by others, so that one of them is enough for a run.
final class BorderTags {
  let follower: Follower
  /// The tags of the core values that are lifted next, or that are being lowered to.
  private(set) var flat: [WordTags] = []
  /// The tags of the core values that go to the guest next.
  private var sent: [WordTags] = []
  /// The tags of the component-level values on their way, one list for each value without parts: its bytes' tags.
  private(set) var leaves: [[ByteTag]] = []
  /// Which of them are lists of bytes.
  private var lists: Set<Int> = []
  /// The next of the leaves to be lowered.
  private var nextLeaf = 0

  init(_ follower: Follower) { self.follower = follower }

  // MARK: Lifting

  /// The core values that came from the guest last are going to be lifted.
  func willLift() { flat = follower.values }

  /// Takes the tags of what was lifted.
  func didLift(_ trace: [TransferTrace], _ memory: CoreMemory?) {
    leaves = trace.map { tags(of: $0, memory) }
    lists = Set(trace.indices.filter { trace[$0].content == .bytes })
  }

  /// Whether a leaf is a `list<u8>`, whose elements are values of their own.
  func leafIsList(_ leaf: Int) -> Bool { lists.contains(leaf) }

  /// The values that come next are none of a guest's of this store.
  func forgetLeaves() {
    leaves = []
    lists = []
  }

  /// Core values are the result as they are.
  func takeCoreResults(_ values: [CoreValue]) {
    leaves = zip(follower.values, values).map { word, value in
      let count =
        switch value {
        case .i32: 4
        case .i64: 8
        case .f32, .f64, .v128, .reference: 0
        }
      return (0..<count).map { word[$0] }
    }
  }

  private func tags(of trace: TransferTrace, _ memory: CoreMemory?) -> [ByteTag] {
    switch (trace.content, trace.place) {
    case (.structure, _), (.other, _): return []
    case (_, .memory(let address)):
      return memory.map { follower.tags(in: $0, at: address, count: trace.byteCount) } ?? []
    case (_, .flat(let index)):
      guard index < flat.count else { return [] }
      let word = flat[index].truncated(to: trace.byteCount)
      return (0..<trace.byteCount).map { word[$0] }
    }
  }

  // MARK: Lowering

  /// Values are going to be lowered to so many core values at most.
  func willLower(flatCount: Int) {
    flat = [WordTags](repeating: .none, count: flatCount)
    nextLeaf = 0
  }

  /// Takes over what was written.
  func didLower(_ trace: [TransferTrace], _ memory: CoreMemory?) {
    for write in trace {
      var tags: [ByteTag] = []
      if write.content != .structure {
        if nextLeaf < leaves.count { tags = leaves[nextLeaf] }
        nextLeaf += 1
      }
      // What is no integer has no tags; nor has anything that is not as long as it was.
      if tags.count != write.byteCount { tags = [] }
      self.write(tags.map { $0.adding(.border) }, write, memory)
    }
  }

  private func write(_ tags: [ByteTag], _ write: TransferTrace, _ memory: CoreMemory?) {
    switch write.place {
    case .memory(let address):
      guard let memory else { return }
      let none = [ByteTag](repeating: .none, count: write.byteCount)
      follower.setTags(tags.isEmpty ? none : tags, in: memory, at: address)
    case .flat(let index):
      guard index < flat.count, case .integer(let isSigned) = write.content else { return }
      var word = WordTags.none
      for (byte, tag) in tags.enumerated() { word[byte] = tag }
      // A narrow integer is extended to the 32 bits of an i32.
      flat[index] = tags.count < 4 ? word.extended(from: tags.count, to: 4, isSigned: isSigned) : word
    }
  }

  /// Says which tags go with the core values that the guest gets next.
  func send(_ tags: [WordTags]) { sent = tags }

  /// What was sent; none where nothing was.
  func takeSent() -> [WordTags] {
    defer { sent = [] }
    return sent
  }
}
