package import CoreModule

/// Decodes and validates a component, with the core modules and components inside it.
///
/// Takes time and memory linear in the file's size.
/// - Parameters:
///   - bytes: The whole file.
///   - features: What it may use beyond WASI 0.2.
///   - coreFeatures: What the core modules inside may use.
///   - validation: How much of the core modules inside is validated now.
/// - Throws: The first thing that is wrong, with its byte offset in the file.
///
/// Source: Binary.md.
package func decodeComponent(
  _ bytes: [UInt8], features: ComponentFeatures = .all, coreFeatures: CoreFeatures = .supported,
  validation: CoreValidation = .everything
) throws(ComponentBinaryError) -> Component {
  try ComponentDecoder(bytes, features: features, coreFeatures: coreFeatures, validation: validation).decode()
}
