package import ComponentTypes

/// `:bench`: how long one call takes on every instance that has the function, unwatched.
package struct BenchReply: Sendable {
  /// One instance's times.
  package struct Row: Sendable {
    package var instance: String
    /// What ran.
    package var code: AnsweringCode
    package var outcome: Outcome
    /// Wasm instructions that one call runs.
    package var instructions: UInt64
    /// How many times longer a call takes than on the first instance that has times, by the medians; nil without times.
    package var ratio: Double?
    /// The same against `BenchReply.interpreted`, for instances whose calls cross borders; nil for others.
    package var ratioToInterpreted: Double?

    /// Whether its calls go from one component into another.
    package var crossesBorders: Bool { code.kind == .composed || !code.linkedInstances.isEmpty }
  }

  /// How an instance answered.
  package enum Outcome: Sendable {
    /// The times, and the value of the first call; nil for a function without a result.
    case measured(CallTimes, value: TypedValue?)
    case failed(Reply.Failure)
  }

  package var function: FunctionPath
  /// The call as it would be typed, without an instance.
  package var call: String
  /// The native instances first, then in the order in which they were loaded.
  package var rows: [Row]
  /// The first row with times that is the wasm of one component and nothing else; nil where none is.
  package var interpreted: Int?
  /// The first row whose value is not that of the first that has one; nil where all agree.
  package var differing: Int?

  /// The times of a row; nil where it has none.
  package func times(of row: Row) -> CallTimes? {
    guard case .measured(let times, _) = row.outcome else { return nil }
    return times
  }
}

/// How long calls took, in nanoseconds a call.
package struct CallTimes: Hashable, Sendable {
  /// How many calls were timed.
  package private(set) var calls: Int
  package private(set) var least: Double
  package private(set) var lowerQuartile: Double
  package private(set) var median: Double
  package private(set) var upperQuartile: Double

  /// - Parameter samples: what a call took in each batch, in nanoseconds; nil where there is none.
  package init?(samples: [Double], calls: Int) {
    guard !samples.isEmpty else { return nil }
    let sorted = samples.sorted()
    /// The value that a part of the samples lies below, between two of them by their distances.
    func quantile(_ part: Double) -> Double {
      let place = part * Double(sorted.count - 1)
      let index = Int(place)
      let next = min(index + 1, sorted.count - 1)
      return sorted[index] + (sorted[next] - sorted[index]) * (place - Double(index))
    }
    self.calls = calls
    least = sorted[0]
    lowerQuartile = quantile(0.25)
    median = quantile(0.5)
    upperQuartile = quantile(0.75)
  }
}
