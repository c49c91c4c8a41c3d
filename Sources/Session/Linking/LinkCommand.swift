import ComponentTypes
import Diagnostics

/// `:link`.
extension Session {
  func link(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let words = arguments.words()
    guard let name = words.first else { return Outcome(.links(LinksReply(links: stubs.links))) }
    if words.count == 2, words[1].text == "off" {
      let ended = stubs.links.filter { $0.item.name.answers(to: name.text) }
      guard !ended.isEmpty else { throw unknownImport(name, among: stubs.links.map(\.item.name), arguments) }
      for link in ended { stubs.removeLink(of: link.item.name) }
      return Outcome(.links(LinksReply(links: ended, areEnded: true)))
    }
    guard words.count == 3, words[1].text == "to" else {
      throw SessionError(
        .missingArgument(command: "link", what: "an import and an instance"), at: arguments.place(arguments.nameSpan))
    }
    let target = words[2]
    let loaded = try placed(target, arguments) { () throws(SessionError) in try instances.named(target.text) }
    let imports = missingImports(of: instances.all.filter { $0 !== loaded }).map(\.item)
      .filter { !$0.functions.isEmpty }
    let found = imports.filter { $0.name.answers(to: name.text) }
    guard let item = found.first else { throw unknownImport(name, among: imports.map(\.name), arguments) }
    let names = Set(found.map(\.name.description))
    if names.count > 1 {
      throw SessionError(.ambiguousTopic(name.text, candidates: names.sorted()), at: arguments.place(name.span))
    }
    // The same import of several components, which must all agree with what is exported.
    var link: ImportLink?
    let world = try loaded.world(surroundings)
    for item in found {
      do {
        link = try ImportLink(item, to: world, of: loaded.name)
      } catch {
        throw SessionError(
          .linkMismatch(import: item.name.description, instance: loaded.name, error), at: arguments.place(target.span))
      }
    }
    // Made now, so that a failure shows here and not in a call.
    _ = try loaded.instance(surroundings)
    guard let link else { throw unknownImport(name, among: [item.name], arguments) }
    stubs.add(link)
    return Outcome(.links(LinksReply(links: [link])))
  }

  private func unknownImport(
    _ name: CommandArguments.Word, among names: [ExternName], _ arguments: CommandArguments
  ) -> SessionError {
    let known = names.flatMap { [$0.description, $0.shortName] }
    return SessionError(
      .unknownImport(name.text, near: nearNames(to: name.text, among: known)), at: arguments.place(name.span))
  }
}

extension ExternName {
  /// The name without its package.
  var shortName: String {
    switch self {
    case .plain(let name): name
    case .interface(let name): name.name
    }
  }

  /// Whether a name as a user writes it means this import: in short, or in full with or without its version.
  fileprivate func answers(to text: String) -> Bool {
    if text == shortName { return true }
    guard case .interface(let name) = self, let wanted = InterfaceName(parsing: text) else { return false }
    return name.isMatched(by: wanted)
  }
}
