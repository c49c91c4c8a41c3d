/// Decodes a core module: its sections, with the bodies' local declarations but not their instructions.
///
/// - Parameters:
///   - bytes: the whole file.
///   - range: where the module stands in it; the whole file if nil.
///   - features: the proposals that it may use.
/// - Throws: what is malformed, not supported or past a limit, with its file offset.
///
/// Source: core specification, "Modules" (binary format).
package func decodeModule(
  _ bytes: [UInt8], in range: Range<Int>? = nil, features: CoreFeatures = .supported
) throws(CoreModuleError) -> Module {
  var decoder = ModuleDecoder(bytes, in: range ?? 0..<bytes.count, features: features)
  return try decoder.decode()
}
