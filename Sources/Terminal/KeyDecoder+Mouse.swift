import StyledText

// Source: "XTerm Control Sequences", "Mouse Tracking". All forms share one code for what was done:
//
//   bit  7 6 5 4 3 2 1 0
//        | | | | | | +-+-- button: 0 left, 1 middle, 2 right, 3 none or, in the older forms, let go
//        | | | | | +------ Shift
//        | | | | +-------- Alt (Meta)
//        | | | +---------- Control
//        | | +------------ the mouse moved
//        | +-------------- the wheel: 0 up, 1 down, 2 left, 3 right
//        +---------------- further buttons
extension KeyDecoder {
  /// The largest row and column that is believed, from 1.
  private static let maximumPosition = 65_535

  /// The form in use: `ESC [ < code ; column ; row` and `M`, or `m` when the button was let go.
  func mouse(_ parameters: [Int], isRelease: Bool) -> Key {
    guard parameters.count == 3 else { return .unknown }
    let code = parameters[0]
    let action: MouseEvent.Action =
      isRelease ? (code & 0b1110_0011 == 0 ? .release : .other) : Self.action(code, letGo: .other)
    return Self.key(action, code, column: parameters[1], row: parameters[2])
  }

  /// The older form `ESC [ M`, then code, column and row as one byte each, 32 added.
  func clickInBytes(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> KeyDecoderStep {
    let body = bytes.dropFirst(3).prefix(3)
    // A control character breaks it off, and is read anew.
    if let control = body.firstIndex(where: { $0 < 0x20 }) { return .key(.unknown, control - bytes.startIndex) }
    let values = body.map { Int($0) }
    guard values.count == 3 else { return isFinal ? .key(.unknown, bytes.count) : .incomplete }
    return .key(click(code: values[0] - 32, column: values[1] - 32, row: values[2] - 32), 6)
  }

  /// What the older forms report, which do not say which button was let go.
  func click(code: Int, column: Int, row: Int) -> Key {
    Self.key(Self.action(code, letGo: .release), code, column: column, row: row)
  }

  private static func action(_ code: Int, letGo: MouseEvent.Action) -> MouseEvent.Action {
    switch code & 0b1110_0011 {
    case 0: .press
    case 0b0000_0011: letGo
    case 0b0010_0000: .drag
    case 0b0100_0000: .wheelUp
    case 0b0100_0001: .wheelDown
    default: .other
    }
  }

  private static func key(_ action: MouseEvent.Action, _ code: Int, column: Int, row: Int) -> Key {
    guard (0...255).contains(code), column > 0, row > 0 else { return .unknown }
    var modifiers: Key.Modifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.control) }
    let event = MouseEvent(action, row: min(row, maximumPosition) - 1, column: min(column, maximumPosition) - 1)
    return Key(.mouse(event), modifiers)
  }
}
