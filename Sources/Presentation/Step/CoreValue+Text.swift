import BitArithmetic
package import CoreTypes
package import Session
import StyledText
import WAVE

extension StepValue {
  /// The value as it is read: integers with their sign, floats as WAVE has them, references by their kind.
  package var text: String {
    switch value {
    case .i32(let bits): String(Int32(bitPattern: bits))
    case .i64(let bits): String(Int64(bitPattern: bits))
    case .f32(let bits): Float(bitPattern: bits).waveText
    case .f64(let bits): Double(bitPattern: bits).waveText
    case .v128: hexadecimal
    case .reference(0): "null"
    case .reference(let bits): "ref 0x" + String(bits, radix: 16)
    }
  }

  /// The bits, every digit of them.
  package var hexadecimal: String {
    switch value {
    case .i32(let bits), .f32(let bits): Self.hexadecimal(UInt64(bits), digits: 8)
    case .i64(let bits), .f64(let bits), .reference(let bits): Self.hexadecimal(bits, digits: 16)
    case .v128(let low, let high):
      Self.hexadecimal(high, digits: 16) + Self.hexadecimal(low, digits: 16).dropFirst(2)
    }
  }

  /// The type's keyword.
  package var typeText: String {
    switch value {
    case .i32: "i32"
    case .i64: "i64"
    case .f32: "f32"
    case .f64: "f64"
    case .v128: "v128"
    case .reference: "ref"
    }
  }

  private static func hexadecimal(_ bits: UInt64, digits: Int) -> String {
    let text = String(bits, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

extension CodeLocation {
  /// `overflowing_add+0x9`, fit to print.
  package func place(columns: Int = 60) -> String {
    let name = (functionName ?? "func[\(function)]").escapingTerminalControls
    let distance = "+0x" + String(self.distance, radix: 16)
    return name.elidedInTheMiddle(columns: max(4, columns - distance.utf8.count)) + distance
  }
}
