package import ComponentRuntime

/// `:break`: the breakpoints, and which were added or removed.
package struct BreakpointsReply: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// The number that it is removed by.
    package var number: Int
    package var breakpoint: Breakpoint
    /// How often a walk stopped at it.
    package var hits: Int
    /// What it stands for in the instances that were made; none for those that are no places.
    package var places: [Place]
    /// How it is written for `:break`.
    package var text: String { breakpoint.description }

    package init(number: Int, breakpoint: Breakpoint, hits: Int = 0, places: [Place] = []) {
      self.number = number
      self.breakpoint = breakpoint
      self.hits = hits
      self.places = places
    }

    /// Whether it is a place that has to be somewhere.
    package var isPlace: Bool {
      switch breakpoint {
      case .overflow, .trap: false
      case .function, .import, .offset: true
      }
    }
  }

  /// A place that a breakpoint stands for.
  package struct Place: Hashable, Sendable {
    package var instance: String
    package var place: StoppingPlace
    /// The instruction that it is at, for an offset.
    package var instruction: String?

    package init(instance: String, place: StoppingPlace, instruction: String? = nil) {
      self.instance = instance
      self.place = place
      self.instruction = instruction
    }
  }

  /// All there are now, in the order of their numbers.
  package var entries: [Entry]
  /// The one that was set, where one was.
  package var added: Entry?
  /// Those that were removed.
  package var removed: [Entry]
  /// The breakpoints at the lines of code that a walk shows, by the lines' file offsets.
  package var marks: [Int: Int]

  package init(entries: [Entry], added: Entry? = nil, removed: [Entry] = [], marks: [Int: Int] = [:]) {
    self.entries = entries
    self.added = added
    self.removed = removed
    self.marks = marks
  }
}
