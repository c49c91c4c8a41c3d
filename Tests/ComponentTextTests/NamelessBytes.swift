import ComponentBinary

/// A component's bytes without its name section and those of the components in it: texts that mean the same may call
/// things by other names.
func withoutNames(_ bytes: some Collection<UInt8>) -> [UInt8] {
  var rest = Array(bytes)[...]
  func number() -> Int {
    var (value, shift) = (0, 0)
    while let byte = rest.popFirst() {
      value |= Int(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 { break }
    }
    return value
  }
  var kept = Array(rest.prefix(8))
  rest = rest.dropFirst(8)
  while let id = rest.popFirst() {
    let count = number()
    let contents = Array(rest.prefix(count))
    rest = rest.dropFirst(contents.count)
    let isNames = id == 0 && contents.dropFirst().starts(with: ComponentNames.sectionName.utf8)
    if isNames { continue }
    let plain = id == 4 ? withoutNames(contents) : contents
    kept.append(id)
    var size = plain.count
    while size >= 0x80 {
      kept.append(UInt8(size & 0x7F) | 0x80)
      size >>= 7
    }
    kept.append(UInt8(size))
    kept += plain
  }
  return kept
}
