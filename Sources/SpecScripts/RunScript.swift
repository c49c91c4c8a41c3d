package import CoreModule
package import CoreText
package import Diagnostics

/// Runs a script's file.
///
/// - Parameters:
///   - text: the file, named by its path.
///   - features: the proposals that the user chose; nil leaves them to the file.
///   - engine: how its functions run.
///   - isCancelled: asked now and then; what is left when it says so is skipped.
/// - Throws: what is not a script, with its place.
package func runScript(
  _ text: SourceText, features: CoreFeatures?, engine: ScriptEngine = .fast,
  isCancelled: @escaping () -> Bool = { false }
) throws(CoreTextError) -> ScriptReport {
  let script = try readScript(TokenizedText(text.text))
  let configuration = ScriptConfiguration(path: text.name, text: text.text, chosen: features)
  var runner = ScriptRunner(features: configuration.features, engine: engine, isCancelled: isCancelled)
  return runner.run(script)
}
