import CoreModule
import CoreText
import Diagnostics

/// A core module as it was read from a file, binary or text.
struct ModuleSource {
  /// The module in the binary format. Offsets in it are what is shown of places, also for a module that was text.
  let bytes: [UInt8]
  /// The file.
  let path: String
  /// What it may use.
  let features: CoreFeatures
  /// For a module that was text, the text and the way back to it.
  private let text: (source: SourceText, encoded: EncodedModule)?

  /// A binary.
  init(binary bytes: [UInt8], path: String, features: CoreFeatures) {
    self.bytes = bytes
    self.path = path
    self.features = features
    text = nil
  }

  /// A text.
  ///
  /// - Throws: `SessionError` with what is malformed in it.
  init(text: WebAssemblyText, path: String, features: CoreFeatures) throws(SessionError) {
    let encoded: EncodedModule
    do { encoded = try encodeModule(text.tokens, allowsBinary: true) } catch {
      throw SessionError(.wrapped([error.diagnostic(in: text.source)]))
    }
    bytes = encoded.bytes
    self.path = path
    self.features = features
    self.text = (text.source, encoded)
  }

  /// The module, decoded and validated.
  ///
  /// - Throws: `SessionError` with what is malformed or invalid, shown in the text where there is one.
  func validated(_ validation: CoreValidation = .everything) throws(SessionError) -> Module {
    do throws(CoreModuleError) {
      return try decodeAndValidateModule(bytes, features: features, validation: validation)
    } catch {
      throw located(error)
    }
  }

  /// An error shown in the file, or in the text where there is one.
  func located(_ error: CoreModuleError) -> SessionError {
    SessionError(.wrapped([text.map { $0.encoded.diagnostic(error, in: $0.source) } ?? error.diagnostic(file: path)]))
  }
}
