package import CoreText
package import Diagnostics

/// Runs a script's file.
///
/// - Parameters:
///   - text: the file, named by its path.
///   - features: the proposals that the user chose; nil leaves them to the file.
///   - indices: whether the user wants components' texts to be read strictly; nil leaves that to the file.
///   - engine: how its functions run.
///   - isCancelled: asked now and then; what is left when it says so is skipped.
/// - Throws: what is not a script, with its place.
package func runScript(
  _ text: SourceText, features: ScriptFeatures?, indices: ScriptConfiguration.Indices? = nil,
  engine: ScriptEngine = .fast,
  isCancelled: @escaping () -> Bool = { false }
) throws(CoreTextError) -> ScriptReport {
  let script = try readScript(TokenizedText(text.text))
  let configuration = ScriptConfiguration(path: text.name, text: text.text, chosen: features, indices: indices)
  var runner = ScriptRunner(configuration, engine: engine, isCancelled: isCancelled)
  return runner.run(script)
}
