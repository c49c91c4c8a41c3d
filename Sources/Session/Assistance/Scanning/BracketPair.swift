/// Two brackets that belong together.
package struct BracketPair: Hashable, Sendable {
  /// The UTF-8 offset of the opening one.
  package var open: Int
  /// The UTF-8 offset of the closing one.
  package var close: Int

  package init(open: Int, close: Int) {
    self.open = open
    self.close = close
  }
}

extension InputOutline {
  /// The pair whose bracket is just before the cursor or at it, otherwise the innermost pair around it.
  func bracketPair(at cursor: Int) -> BracketPair? {
    var innermost: BracketPair?
    var atCursor: BracketPair?
    for (open, close) in partners where open < close {
      let pair = BracketPair(open: pieces[open].range.lowerBound, close: pieces[close].range.lowerBound)
      if pair.open + 1 == cursor || pair.close + 1 == cursor { return pair }
      if pair.open == cursor || pair.close == cursor { atCursor = pair }
      if pair.open < cursor, cursor <= pair.close, pair.open > innermost?.open ?? -1 { innermost = pair }
    }
    return atCursor ?? innermost
  }
}

extension Session {
  /// The brackets that belong together at the cursor or around it, however unfinished the input is.
  ///
  /// Angle brackets are not among them: they are operators as well. Time: linear.
  /// - Parameter cursor: a UTF-8 byte offset.
  package func matchingBrackets(in text: String, at cursor: Int) -> BracketPair? {
    InputOutline(text).bracketPair(at: cursor)
  }
}
