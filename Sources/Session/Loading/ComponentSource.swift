import ComponentBinary
import ComponentText
import CoreModule
import CoreText
import Diagnostics

/// A component as it was read from a file, binary or text.
struct ComponentSource {
  /// The component in the binary format. Offsets in it are what is shown of places, also for a component that was text.
  let bytes: [UInt8]
  /// The file.
  let path: String
  /// What it and its core modules may use.
  private let features: FeatureChoice
  /// For a component that was text, the text and the way back to it.
  private let text: (source: SourceText, encoded: EncodedComponent)?

  /// A binary.
  init(binary bytes: [UInt8], path: String, features: FeatureChoice) {
    self.bytes = bytes
    self.path = path
    self.features = features
    text = nil
  }

  /// A text.
  ///
  /// - Throws: `SessionError` with what is malformed in it.
  init(text: WebAssemblyText, path: String, features: FeatureChoice) throws(SessionError) {
    let encoded: EncodedComponent
    do { encoded = try encodeComponent(text.tokens) } catch {
      throw SessionError(.wrapped([error.diagnostic(in: text.source)]))
    }
    bytes = encoded.bytes
    self.path = path
    self.features = features
    self.text = (text.source, encoded)
  }

  /// The component, decoded and validated.
  ///
  /// - Parameter gated: what it may use; nil for what was chosen.
  /// - Throws: `SessionError` with what is malformed or invalid, shown in the text where there is one.
  func validated(
    _ validation: CoreValidation = .everything, gated: ComponentFeatures? = nil
  ) throws(SessionError) -> Component {
    do {
      return try decodeComponent(
        bytes, features: gated ?? features.component, coreFeatures: features.core, validation: validation)
    } catch {
      throw located(error)
    }
  }

  /// An error shown in the file, or in the text where there is one.
  func located(_ error: ComponentBinaryError) -> SessionError {
    if let text { return SessionError(.wrapped([text.encoded.diagnostic(error, in: text.source)])) }
    return SessionError(.wrapped(error.diagnostics.map { $0.located(in: path) }))
  }
}
