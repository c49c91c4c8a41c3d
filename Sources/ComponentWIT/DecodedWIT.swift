package import ComponentBinary
import ComponentTypes
package import WIT

/// What a component says in WIT: its own world, or the package that it encodes.
package struct DecodedWIT: Sendable {
  /// Every package that it mentions. Of others than the main one only what is used is known.
  package let arenas: PackageArenas
  /// The main package by its index.
  package let main: Int
  /// Whether the component is a WIT package in binary form, and nothing to run.
  package let isPackage: Bool

  /// The same as packages of the house's type language.
  package var packages: ResolvedPackages {
    let packages = arenas.resolvedPackages
    return ResolvedPackages(packages: packages, main: packages[main])
  }
}

/// Reads a component's world, or the WIT package that it encodes.
///
/// A component's world is named `root`, in the package `root:component`. What WIT has no words for, such as imports of
/// core modules, is left out.
///
/// - Throws: `ComponentWITError` where types are such that WIT cannot say them, and where an encoded package is malformed.
///
/// Source: WIT.md, "Package Format"; wasm-tools reads and writes the same.
package func decodeWIT(of component: Component) throws(ComponentWITError) -> DecodedWIT {
  let metadata = try PackageMetadata(of: component)
  let format = PackageFormat(component)
  var decoder = ArenaDecoder(metadata, main: try format?.packageName ?? PackageName("root", "component"))
  switch format {
  case .wrapped(let contents, _): try decoder.addPackage(contents)
  case .separate(let items):
    for item in items { try decoder.addItem(item) }
  case nil: try decoder.addWorld("root", component.type)
  }
  return decoder.finish(isPackage: format != nil)
}

/// Whether bytes may be a WIT package in binary form: its sections are types, exports and custom ones alone.
///
/// Takes time linear in the number of sections, which is small.
package func mayBeWITPackage(_ bytes: [UInt8]) -> Bool {
  guard bytes.starts(with: [0x00, 0x61, 0x73, 0x6D]), bytes.count >= 8, bytes[6] == 1, bytes[7] == 0 else {
    return false
  }
  var position = 8
  var hasExports = false
  while position < bytes.count {
    let section = bytes[position]
    position += 1
    var size = 0
    var shift = 0
    while position < bytes.count, shift < 35 {
      let byte = bytes[position]
      position += 1
      size |= Int(byte & 0x7F) << shift
      shift += 7
      if byte & 0x80 == 0 { break }
    }
    guard [0, 7, 11].contains(section), size <= bytes.count - position else { return false }
    hasExports = hasExports || section == 11
    position += size
  }
  return hasExports
}
