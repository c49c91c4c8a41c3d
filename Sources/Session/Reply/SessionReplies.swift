/// `:tui`: what another front end is asked for.
package enum FrontEndRequest: Hashable, Sendable {
  /// From the line REPL to the explorer, or back.
  case toggle
}

/// `:complete`: what could stand at the end of a half-typed input.
package struct CandidatesReply: Hashable, Sendable {
  package var text: String
  /// At most `InputCompletion.maximumCandidates`, the likeliest first.
  package var candidates: [InputCandidate]

  package init(text: String, candidates: [InputCandidate]) {
    self.text = text
    self.candidates = candidates
  }
}

/// `:drop`: a variable that is gone.
package struct DropReply: Hashable, Sendable {
  /// What became of a resource that the variable held.
  package enum Fate: Hashable, Sendable {
    /// Its destructor ran.
    case dropped
    /// It was given away or dropped before, or its instance was made anew.
    case gone
  }

  /// A resource that the variable held.
  package struct Resource: Hashable, Sendable {
    /// The resource type's name.
    package var name: String
    /// The handle's number.
    package var number: UInt32
    package var fate: Fate

    package init(name: String, number: UInt32, fate: Fate) {
      self.name = name
      self.number = number
      self.fate = fate
    }
  }

  package var variable: String
  package var resources: [Resource]
  /// Variables that hold a handle of the same resources, which mean nothing any more.
  package var staleVariables: [String]

  package init(variable: String, resources: [Resource] = [], staleVariables: [String] = []) {
    self.variable = variable
    self.resources = resources
    self.staleVariables = staleVariables
  }
}

/// A path that was loaded and is not what it was.
package struct ChangedFile: Hashable, Sendable {
  /// What became of it.
  package enum State: Hashable, Sendable {
    case changed
    /// It is not there any more.
    case vanished
    /// It changed a moment ago and may not be complete yet.
    case beingWritten
  }

  /// The path as it was given to `:load`.
  package var path: String
  package var state: State
  /// Of a directory, the `.wit` files that differ, at most eight; empty for a file.
  package var files: [String]

  package init(path: String, state: State, files: [String] = []) {
    self.path = path
    self.state = state
    self.files = files
  }
}

/// How far an input has come while it runs.
package struct Progress: Hashable, Sendable {
  /// Wasm instructions run so far.
  package var instructions: UInt64
  /// Since the input was given.
  package var elapsed: Duration
  /// Wasm instructions that may still run; nil for no limit.
  package var fuelLeft: UInt64?

  package init(instructions: UInt64 = 0, elapsed: Duration = .zero, fuelLeft: UInt64? = nil) {
    self.instructions = instructions
    self.elapsed = elapsed
    self.fuelLeft = fuelLeft
  }
}
