/// Decodes and validates a component, with the core modules and components inside it.
///
/// Takes time and memory linear in the file's size.
/// - Parameters:
///   - bytes: The whole file.
///   - features: What it may use beyond WASI 0.2.
/// - Throws: The first thing that is wrong, with its byte offset in the file.
package func decodeComponent(
  _ bytes: [UInt8], features: ComponentFeatures = .all
) throws(ComponentBinaryError) -> Component {
  throw ComponentBinaryError(.unsupported("decoding"), at: 0)
}
