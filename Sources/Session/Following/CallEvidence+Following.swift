import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter

/// Where a result came from: the losses that a second run followed to it.
extension CallEvidence {
  /// How many parts of a result are named for one place.
  private static let partLimit = 8

  /// Where in the file the places are that are worth following: they count, and their results might be in the value.
  func offsetsToFollow(_ report: CallReport, returning value: ComponentValue) -> Set<Int> {
    guard let type = function.type.result else { return [] }
    let open = report.notableEvents.filter { $0.event.location != nil }
    guard !open.isEmpty else { return [] }
    // The result of a place that lost something once is known; of others only the last one is.
    var possible = Set(open.indices.filter { open[$0].event.count > 1 && open[$0].resultType(asSigned: false) != nil })
    var hasIntegers = false
    ResultLeaves.visitIntegers(of: value, type) { _, _, integer, _ in
      hasIntegers = true
      for index in open.indices where !possible.contains(index) {
        // Sums of 128 bits and lanes are not followed: no integer of a component is one.
        guard let type = open[index].resultType(asSigned: false) else { continue }
        let width = min(integer.type.width, type.width)
        let mask = width >= 64 ? .max : UInt64(1) << UInt64(width) - 1
        if (open[index].event.result ^ integer.bits) & mask == 0 { possible.insert(index) }
      }
    }
    guard hasIntegers else { return [] }
    return Set(possible.compactMap { open[$0].event.location?.offset })
  }

  /// Takes what was followed: each event that made a part of the value tells of the time that it did.
  mutating func take(_ followed: [FollowedLeaf], returning value: ComponentValue) {
    guard let type = function.type.result else { return }
    var paths: [LeafKey: String] = [:]
    let wanted = Set(followed.map { LeafKey(leaf: $0.leaf, element: $0.element) })
    ResultLeaves.visitIntegers(of: value, type) { leaf, element, _, path in
      let key = LeafKey(leaf: leaf, element: element)
      if wanted.contains(key) { paths[key] = path.text }
    }
    for leaf in followed {
      guard let path = paths[LeafKey(leaf: leaf.leaf, element: leaf.element)] else { continue }
      for source in leaf.sources { claim(source, path) }
    }
  }

  private struct LeafKey: Hashable {
    let leaf: Int
    let element: Int?
  }

  private mutating func claim(_ source: FollowedSource, _ path: String) {
    guard let index = event(of: source.loss) else { return }
    let passages = SourceClaim.Passage.allCases.filter { source.passages.contains($0.passages) }
    if var known = sources[index] {
      guard known.parts.count + known.otherParts.count < Self.partLimit else { return }
      // A place may have made several parts, each at another time; the one that was found first is told.
      guard known.occurrence == source.loss.occurrence else {
        known.otherParts.append(path)
        sources[index] = known
        return
      }
      known.parts.append(path)
      known.passages = SourceClaim.Passage.allCases.filter { known.passages.contains($0) || passages.contains($0) }
      sources[index] = known
      return
    }
    observations.events[index] = observations.events[index].told(withOperands: source.loss.operands)
    sources[index] = SourceClaim(parts: [path], passages: passages, occurrence: source.loss.occurrence)
  }

  /// The event that a loss is one time of; nil where several places might be meant.
  private func event(of loss: FollowedLoss) -> Int? {
    let events = observations.events
    func isMeant(_ index: Int) -> Bool { events[index].location?.offset == loss.site.offset }
    let here = events.indices.filter(isMeant)
    if here.count == 1 { return here.first }
    let alike = here.filter { events[$0].loses(asSigned: true) == loss.site.lostSigned }
    if alike.count == 1 { return alike.first }
    // A module that was instantiated twice.
    let equal = alike.filter { events[$0].operands == loss.operands }
    return equal.count == 1 ? equal.first : nil
  }
}

extension SourceClaim.Passage {
  fileprivate var passages: Passages {
    switch self {
    case .memory: .memory
    case .extension: .extension
    case .truncation: .truncation
    case .border: .border
    }
  }
}

extension NotFollowed {
  init(_ obstacle: FollowingObstacle) {
    switch obstacle {
    case .tooLong(let operators): self = .tooLong(instructions: operators)
    case .tooLarge(let bytes): self = .tooLarge(bytes: bytes)
    case .tooManyAnswers: self = .tooManyAnswers
    case .overtaken, .failed: self = .failed
    }
  }
}
