import CInterpreter

/// The marks of some places in faithful code, as the dispatch loop looks for them.
final class PlaceMarks {
  private(set) var count = 0
  /// Ascending.
  private(set) var marks: UnsafeMutablePointer<UnsafePointer<UInt64>?>
  private var capacity = 4

  init() {
    marks = .allocate(capacity: capacity)
  }

  deinit { marks.deallocate() }

  /// Finds the marks of places in the code that is there. A place with no operator has the next one's mark.
  func set(_ places: Set<CodePlace>, in translations: TranslationIndex) {
    let found = places.compactMap { place -> UnsafePointer<UInt64>? in
      guard let translation = translations.faithful(place.function) else { return nil }
      guard let offset = place.offset else { return translation.entryMark }
      return translation.mark(atOrBehind: offset)
    }.sorted()
    if found.count > capacity {
      marks.deallocate()
      capacity = found.count
      marks = .allocate(capacity: capacity)
    }
    // SAFETY: there is room for `capacity` addresses, which are plain words.
    for (index, mark) in found.enumerated() { (marks + index).initialize(to: mark) }
    count = found.count
  }

  /// The same as the loop sees them.
  var list: wi_marks { wi_marks(first: UnsafePointer(marks), count: UInt64(count)) }
}
