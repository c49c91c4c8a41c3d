import ComponentTypes
import Session

extension Form {
  /// The values to offer for a type: those at its edges, or the handles of its resource.
  func offers(for type: ValueType) -> [BoundaryValue] {
    guard type.resource != nil else { return BoundaryValue.values(of: type) }
    return held.filter { $0.fits(type) }.prefix(Self.maximumOffers).map { BoundaryValue($0.text) }
  }

  /// The most handles that a field offers.
  private static let maximumOffers = 16

  /// Takes in which handles there are now: fields that nothing was typed into offer the newest.
  mutating func take(_ held: [HeldHandle]) {
    guard held != self.held else { return }
    setHeld(held)
    root.suggest(held)
    // What cannot be read stays as it was typed.
    guard callMistake == nil else { return }
    rewriteCall()
    loadEditor()
  }
}

extension FormNode {
  /// Handles for the fields below that nothing was typed into. No deeper than a form nests.
  fileprivate mutating func suggest(_ held: [HeldHandle]) {
    if type.resource != nil, content == .text(""), !held.contains(where: { $0.text == suggestion && $0.fits(type) }) {
      suggestion = held.first(of: type)?.text ?? ""
    }
    for index in children.indices { children[index].suggest(held) }
  }
}

extension [HeldHandle] {
  /// The newest that a type takes.
  func first(of type: ValueType) -> HeldHandle? {
    type.resource == nil ? nil : first { $0.fits(type) }
  }
}
