import CInterpreter

/// The marks that an execution's breakpoints are at, as the dispatch loop looks for them.
final class BreakpointMarks {
  private(set) var count = 0
  /// Ascending.
  private(set) var marks: UnsafeMutablePointer<UnsafePointer<UInt64>?>
  private var capacity = 4

  init() {
    marks = .allocate(capacity: capacity)
  }

  deinit { marks.deallocate() }

  /// Finds the marks of breakpoints in the code that is there. A breakpoint at what is no operator is at the next one.
  func set(_ breakpoints: Set<CodeBreakpoint>, in translations: TranslationIndex) {
    let found = breakpoints.compactMap { breakpoint -> UnsafePointer<UInt64>? in
      guard let translation = translations.faithful(breakpoint.function) else { return nil }
      guard let offset = breakpoint.offset else { return translation.entryMark }
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
}
