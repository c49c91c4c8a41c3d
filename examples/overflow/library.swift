// The library in Embedded Swift. `addingReportingOverflow` is the standard library's own answer to the article's question.

/// tuple<s32, bool> in linear memory: the sum at 0, the flag at 4, as CanonicalABI.md lays a tuple out.
private struct Sum {
  var value: Int32
  var overflow: Bool
}

/// Where the caller reads the result.
nonisolated(unsafe) private var result = Sum(value: 0, overflow: false)

@_expose(wasm, "arithmetic:overflow/overflowing-add#overflowing-add")
@_cdecl("overflowing_add")
func overflowingAdd(_ x: Int32, _ y: Int32) -> UnsafeRawPointer {
  let (value, overflow) = x.addingReportingOverflow(y)
  result = Sum(value: value, overflow: overflow)
  return withUnsafePointer(to: &result) { UnsafeRawPointer($0) }
}
