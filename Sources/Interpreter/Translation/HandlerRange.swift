/// Code whose exceptions a `try_table` catches, and where each is caught.
///
/// Source: core specification, "Exception Handling" (execution), handlers.
struct HandlerRange {
  /// The words that it covers.
  let words: Range<Int>
  /// The first that matches catches.
  let catches: [LandingPad]
}

/// Where the code goes on that caught an exception.
struct LandingPad {
  /// The tag's index in the module; nil catches all.
  let tag: UInt32?
  /// Whether the exception itself is handed on, behind its payload.
  let givesReference: Bool
  /// The word to go on at.
  let word: Int
  /// The first of the slots that its payload goes to.
  let slot: Int
}
