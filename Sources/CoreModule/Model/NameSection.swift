/// The names that a module carries for people. Names are kept as ranges of bytes until they are asked for.
///
/// Source: core specification, "Name Section" (appendix).
package struct NameSection: Sendable {
  struct Entry: Sendable {
    let index: UInt32
    private let start: UInt32
    private let end: UInt32

    /// - Parameter range: in a file of less than 4 GiB.
    init(index: UInt32, range: Range<Int>) {
      self.index = index
      start = UInt32(clamping: range.lowerBound)
      end = UInt32(clamping: range.upperBound)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  var bytes: [UInt8] = []
  var moduleRange: Range<Int>?
  /// By ascending function index.
  var functions: [Entry] = []
  /// Where each function's local names stand, by ascending function index.
  var localMaps: [Entry] = []
  /// Where each function's label names stand, by ascending function index.
  var labelMaps: [Entry] = []
  /// Where each structure type's field names stand, by ascending type index.
  var fieldMaps: [Entry] = []
  /// The names of the other index spaces, each by ascending index.
  var others: [IndexSpace: [Entry]] = [:]

  init() {}
}
