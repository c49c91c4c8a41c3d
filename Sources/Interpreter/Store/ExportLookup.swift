import CoreModule

/// Finds a module's exports by the bytes of their names: `String` would take canonically equivalent names for one.
///
/// A table of positions among the exports, four bytes each where a dictionary would take a hundred: libraries export
/// thousands of functions.
struct ExportLookup {
  private let exports: [Export]
  /// Positions plus 1 where a name's hash leads or further on; 0 is free. The length is a power of two, at least twice
  /// the number of exports.
  private var places: [UInt32]

  init(_ exports: [Export]) {
    self.exports = exports
    var length = 2
    while length < exports.count * 2 { length *= 2 }
    places = Array(repeating: 0, count: length)
    for (position, export) in exports.enumerated() {
      var place = Self.hash(export.name) & (length - 1)
      while places[place] != 0 { place = (place + 1) & (length - 1) }
      places[place] = UInt32(truncatingIfNeeded: position + 1)
    }
  }

  /// The first export of a name.
  subscript(name: String) -> Export? {
    let mask = places.count - 1
    var place = Self.hash(name) & mask
    while places[place] != 0 {
      let export = exports[Int(places[place]) - 1]
      if export.name.utf8.elementsEqual(name.utf8) { return export }
      place = (place + 1) & mask
    }
    return nil
  }

  private static func hash(_ name: String) -> Int {
    var hasher = Hasher()
    var name = name
    name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return hasher.finalize()
  }
}
