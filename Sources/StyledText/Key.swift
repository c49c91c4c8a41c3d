/// One key press, or one paste, as a terminal delivers it and an editor understands it.
///
/// Text arrives one Unicode scalar a key; whoever keeps the text joins scalars into characters.
package struct Key: Hashable, Sendable {
  /// Which key it is, without its modifiers.
  package enum Code: Hashable, Sendable {
    /// A printable character, or with `.control` the letter (lower case) or symbol that was held with Control.
    case character(Character)
    case enter, tab, backspace, escape
    case insert, delete, home, end, pageUp, pageDown
    case up, down, left, right
    /// F1 and up.
    case function(Int)
    /// A whole bracketed paste, as it came: line ends are not yet unified.
    case paste(String)
    /// A mouse button or wheel, as terminals report it among the keys.
    case mouse(MouseEvent)
    /// A well-formed sequence that means nothing here.
    case unknown
  }

  /// The keys held down with it.
  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
  }

  package var code: Code
  package var modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}

/// What the mouse did, and in which cell.
package struct MouseEvent: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    /// The left button went down.
    case press
    /// A button was let go.
    case release
    /// The mouse moved with the left button down.
    case drag
    case wheelUp, wheelDown
    /// Another button, which means nothing here.
    case other
  }

  package var action: Action
  package var position: ScreenPosition

  package init(_ action: Action, row: Int, column: Int) {
    self.action = action
    position = ScreenPosition(row: row, column: column)
  }
}

extension Key {
  /// A typed character.
  package static func character(_ character: Character) -> Key { Key(.character(character)) }
  /// A letter or symbol with Control; letters in lower case.
  package static func control(_ character: Character) -> Key { Key(.character(character), .control) }
  /// A character with Alt.
  package static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
  /// A whole paste.
  package static func paste(_ text: String) -> Key { Key(.paste(text)) }

  package static let enter = Key(.enter)
  package static let altEnter = Key(.enter, .alt)
  package static let tab = Key(.tab)
  package static let backTab = Key(.tab, .shift)
  package static let backspace = Key(.backspace)
  package static let altBackspace = Key(.backspace, .alt)
  package static let escape = Key(.escape)
  package static let insert = Key(.insert)
  package static let delete = Key(.delete)
  package static let home = Key(.home)
  package static let end = Key(.end)
  package static let pageUp = Key(.pageUp)
  package static let pageDown = Key(.pageDown)
  package static let up = Key(.up)
  package static let down = Key(.down)
  package static let left = Key(.left)
  package static let right = Key(.right)
  package static let unknown = Key(.unknown)
}
