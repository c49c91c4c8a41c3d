/// Decodes and validates a component, with the core modules and components inside it.
///
/// Takes time and memory linear in the file's size.
/// - Parameters:
///   - bytes: The whole file.
///   - features: What it may use beyond WASI 0.2.
///   - validation: How much of the core modules inside is validated now.
/// - Throws: The first thing that is wrong, with its byte offset in the file.
///
/// Source: Binary.md.
package func decodeComponent(
  _ bytes: [UInt8], features: ComponentFeatures = .all, validation: CoreValidation = .everything
) throws(ComponentBinaryError) -> Component {
  try ComponentDecoder(bytes, features: features, validation: validation).decode()
}
