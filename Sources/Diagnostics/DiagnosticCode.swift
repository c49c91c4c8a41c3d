/// A stable name of one kind of mistake, such as `W0203`. A code is never given to something else.
///
/// Families: W00 files, W01 names and syntax, W02 values and types, W03 WIT, W04 binaries and text modules,
/// W05 linking, W06 traps and limits, W07 the command line. Each target declares its codes in one file named
/// `DiagnosticCode+<Target>.swift`; a test proves that no two declare the same number.
package struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
  /// The four digits after the `W`: the family in the first two.
  package let number: UInt16

  package init(_ number: UInt16) {
    self.number = number
  }

  /// `W` and four digits.
  package var description: String {
    let digits = String(number)
    return "W" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
