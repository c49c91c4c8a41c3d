/// Text with a cursor, as characters, in lines separated by line feeds.
///
/// Invariant: joining the characters into a string and splitting it again gives the same characters, so that a
/// combining mark never stands apart from its base. `replace` keeps it by splitting anew around what it changed.
package struct TextBuffer: Hashable, Sendable {
  /// The most characters a buffer holds.
  package static let maximumCount = 1 << 20

  /// The characters.
  package private(set) var characters: [Character] = []
  /// The cursor: the number of characters before it, from 0 to `characters.count`.
  package private(set) var cursor = 0

  package init() {}

  /// A buffer with the cursor behind its text.
  package init(_ text: String) {
    characters = Array(Array(text.unifyingLineEnds).prefix(Self.maximumCount))
    cursor = characters.count
  }

  /// The whole text.
  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }
  package var count: Int { characters.count }

  /// The cursor as a UTF-8 byte offset into `text`.
  package var cursorUTF8Offset: Int {
    characters[..<cursor].reduce(0) { $0 + $1.utf8.count }
  }

  /// The number of characters before a UTF-8 byte offset, or nil if the offset is inside one or outside the text.
  package func position(ofUTF8Offset offset: Int) -> Int? {
    var bytes = 0
    for (index, character) in characters.enumerated() {
      if bytes == offset { return index }
      if bytes > offset { return nil }
      bytes += character.utf8.count
    }
    return bytes == offset ? characters.count : nil
  }

  /// Moves the cursor, to the nearest place there is.
  package mutating func moveCursor(to position: Int) {
    cursor = min(max(0, position), characters.count)
  }

  /// Replaces characters and puts the cursor behind the replacement.
  ///
  /// Where the seams join into larger characters, more is replaced than was asked for; the change says what.
  /// - Returns: the change, which undoes this when it is reverted, or nil if the buffer would grow too large.
  @discardableResult
  package mutating func replace(_ range: Range<Int>, with new: [Character]) -> BufferChange? {
    let range = range.clamped(to: 0..<characters.count)
    guard characters.count - range.count + new.count <= Self.maximumCount else { return nil }
    let lower = max(0, range.lowerBound - 1)
    let before = String(characters[lower..<range.lowerBound]) + String(new)
    let (joined, upper) = resplit(before, followedFrom: range.upperBound)

    let cursorBefore = cursor
    let removed = Array(characters[lower..<upper])
    // The cursor goes behind the character that the replacement's end is in.
    var cursorAfter = lower
    var scalars = before.unicodeScalars.count
    for character in joined where scalars > 0 {
      scalars -= character.unicodeScalars.count
      cursorAfter += 1
    }
    characters.replaceSubrange(lower..<upper, with: joined)
    cursor = cursorAfter
    return BufferChange(
      position: lower, removed: removed, inserted: joined, cursorBefore: cursorBefore, cursorAfter: cursorAfter)
  }

  /// Splits a text anew together with as many of the characters behind it as it joins or shifts.
  /// - Returns: the new characters, and the position behind the last old one that they take in.
  private func resplit(_ text: String, followedFrom start: Int) -> (joined: [Character], upper: Int) {
    var upper = start
    var text = text
    var joined = Array(text)
    // A character that stays whole shields those behind it. A run that shifts far (flags, counted in pairs) is split
    // in one go, so that the time stays linear.
    while upper < characters.count {
      let end = upper - start < 8 ? upper + 1 : characters.count
      let longer = text + String(characters[upper..<end])
      let split = Array(longer)
      let isShielded = split.count == joined.count + 1 && split.dropLast().elementsEqual(joined)
      if end == upper + 1, isShielded { break }
      (text, joined, upper) = (longer, split, end)
    }
    return (joined, upper)
  }

  /// Takes a change back. It must be the latest one that was not taken back.
  package mutating func revert(_ change: BufferChange) {
    let end = change.position + change.inserted.count
    precondition(end <= characters.count, "changes are reverted latest first")
    characters.replaceSubrange(change.position..<end, with: change.removed)
    moveCursor(to: change.cursorBefore)
  }
}

/// One change of a buffer: at `position`, `removed` gave way to `inserted`.
package struct BufferChange: Hashable, Sendable {
  package var position: Int
  package var removed: [Character]
  package var inserted: [Character]
  package var cursorBefore: Int
  package var cursorAfter: Int
}

extension BufferChange {
  /// The change that takes this one back.
  var reversed: BufferChange {
    BufferChange(
      position: position, removed: inserted, inserted: removed, cursorBefore: cursorAfter, cursorAfter: cursorBefore)
  }

  /// The same change without what it leaves as it was at either end. What is removed and inserted alike nearest to
  /// the cursor counts as changed last, so that typing beside an equal character is where it was typed.
  var trimmed: BufferChange {
    let shorter = min(removed.count, inserted.count)
    var prefix = 0
    let limit = min(shorter, max(0, min(cursorBefore, cursorAfter) - position))
    while prefix < limit, removed[prefix] == inserted[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix, removed[removed.count - 1 - suffix] == inserted[inserted.count - 1 - suffix] {
      suffix += 1
    }
    // What the cursors did not bound, a range that was replaced from outside, is trimmed as far as it goes.
    while prefix < shorter - suffix, removed[prefix] == inserted[prefix] { prefix += 1 }
    return BufferChange(
      position: position + prefix, removed: Array(removed[prefix..<(removed.count - suffix)]),
      inserted: Array(inserted[prefix..<(inserted.count - suffix)]), cursorBefore: cursorBefore,
      cursorAfter: cursorAfter)
  }
}

extension String {
  /// The same text with CR LF and lone CR as LF.
  package var unifyingLineEnds: String {
    guard utf8.contains(0x0D) else { return self }
    var unified = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in unicodeScalars {
      if scalar == "\r" {
        unified.append("\n")
      } else if !(scalar == "\n" && afterReturn) {
        unified.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    return String(unified)
  }
}
