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
  /// - Throws: `SessionError` with what is malformed in it, or if it is a component's.
  init(text bytes: [UInt8], path: String, features: CoreFeatures) throws(SessionError) {
    // What is not UTF-8 is shown repaired; the fault is at the first place that was.
    let source = SourceText(name: path == "-" ? "<stdin>" : path, text: String(decoding: bytes, as: UTF8.self))
    let encoded: EncodedModule?
    do throws(CoreTextError) {
      let tokens = try TokenizedText(bytes)
      encoded = TokenCursor(tokens).isAt(opening: "component") ? nil : try encodeModule(tokens)
    } catch {
      throw SessionError(.wrapped([error.diagnostic(in: source)]))
    }
    guard let encoded else { throw SessionError(.textFormatNotRead(path)) }
    self.bytes = encoded.bytes
    self.path = path
    self.features = features
    text = (source, encoded)
  }

  /// The module, decoded and all of it validated.
  ///
  /// - Throws: `SessionError` with what is malformed or invalid, shown in the text where there is one.
  func validated() throws(SessionError) -> Module {
    do throws(CoreModuleError) {
      return try decodeAndValidateModule(bytes, features: features)
    } catch {
      let diagnostic = text.map { $0.encoded.diagnostic(error, in: $0.source) } ?? error.diagnostic(file: path)
      throw SessionError(.wrapped([diagnostic]))
    }
  }
}
