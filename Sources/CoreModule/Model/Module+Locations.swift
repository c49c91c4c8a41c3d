package import CoreTypes

extension Module {
  /// A function's name: from the name section, or else from an export; nil where it has none.
  ///
  /// As the module spells it: escape it before it is shown.
  package func functionName(_ index: UInt32) -> String? {
    names.function(index) ?? exports.first { $0.kind == .function && $0.index == index }?.name
  }

  /// The defined function whose body holds a file offset; nil outside of all bodies.
  package func function(atByteOffset offset: Int) -> UInt32? {
    var low = 0
    var high = bodies.count
    while low < high {
      let middle = low + (high - low) / 2
      if bodies[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < bodies.count, bodies[low].range.contains(offset) else { return nil }
    return UInt32(truncatingIfNeeded: importedFunctionCount + low)
  }

  /// The place of a file offset in the code; nil outside of all bodies.
  package func location(ofByteOffset offset: Int) -> CodeLocation? {
    guard let function = function(atByteOffset: offset), let body = body(ofFunction: function) else { return nil }
    return CodeLocation(
      offset: offset, function: function, functionName: functionName(function),
      distance: offset - body.range.lowerBound)
  }
}
