/// What a key or click on a form asks of the one who shows it.
enum FormEffect: Hashable, Sendable {
  /// Nothing but to draw it again.
  case none
  /// Enter: the input that makes the call, such as `overflowing-add({x: 1, y: 2})`.
  case call(String)
  /// Escape.
  case leave
  /// The key could do nothing.
  case bell
  /// Why Enter did not call: which field is wrong and what it expects.
  case message(String)
}
