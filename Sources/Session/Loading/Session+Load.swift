import ComponentRuntime
import ComponentTypes
import Diagnostics

extension Session {
  /// Loads a path: WIT packages join those to browse, a component or module becomes an instance and current.
  ///
  /// - Parameter poll: asked while start functions run; true ends them.
  /// - Throws: `SessionError`; nothing changed then.
  package func load(path: String, as name: String? = nil, poll: () -> Bool = { false }) throws(SessionError) {
    try load(path: path, as: name) { (_: Progress) in poll() }
  }

  /// The same, with how far its start functions have come.
  package func load(
    path: String, as name: String? = nil, poll: (Progress) -> Bool
  ) throws(SessionError) {
    // The closure lives in the run, which ends here.
    let outcome = withoutActuallyEscaping(poll) { poll in
      run = Run(poll: poll, limits: settings, start: .now)
      defer { run = nil }
      let request = LoadRequest(path: path, directory: workingDirectory, name: name)
      return Result { () throws(SessionError) in
        let reply = try load([request])
        preloads.append(request)
        return reply
      }
    }
    _ = try outcome.get()
  }

  /// Reads paths relative to a folder as this session means them.
  func loader(in directory: String?) -> Loader {
    Loader(features: settings.features, directory: directory)
  }

  /// Loads all or nothing.
  func load(_ requests: [LoadRequest]) throws(SessionError) -> LoadReply {
    var loadedPackages: [(packages: [Package], path: String)] = []
    var mainPackages: [PackageName] = []
    var made: [(request: LoadRequest, name: String, recipe: InstanceRecipe, instance: any ComponentInstance)] = []
    var stamps: [FileStamps] = []
    for request in requests {
      // Before anything is read, so that what is written meanwhile counts as a change.
      stamps.append(FileStamps(of: request.location))
      if let name = request.name, !InstanceName.isValid(name) || variables[name] != nil {
        throw SessionError(.invalidInstanceName(name))
      }
      switch try loader(in: request.directory).load(request.path) {
      case .packages(let packages, let main):
        loadedPackages.append((packages, request.path))
        mainPackages.append(main.name)
      case .component(let component):
        try make(request, try InstanceRecipe.component(component), into: &made)
      case .module(let module):
        try make(request, try InstanceRecipe.module(module), into: &made)
      }
    }
    for (packages, path) in loadedPackages { addPackages(packages, from: path) }
    var summaries: [InstanceSummary] = []
    defer { stubWhatIsMissing() }
    if let walk, made.contains(where: { $0.name == walk.instance }) { endWalk() }
    for item in made { instances.add(item.name, item.recipe).adopt(item.instance) }
    for item in made { if let loaded = instances[item.name] { summaries.append(summary(of: loaded)) } }
    for (request, stamps) in zip(requests, stamps) {
      loads.append(LoadRecord(request: request, stamps: stamps))
    }
    return LoadReply(packages: mainPackages, instances: summaries)
  }

  /// Makes the instance of a recipe, so that a file that does not work changes nothing.
  private func make(
    _ request: LoadRequest, _ recipe: InstanceRecipe,
    into made: inout [(request: LoadRequest, name: String, recipe: InstanceRecipe, instance: any ComponentInstance)]
  ) throws(SessionError) {
    let name = request.name ?? freeName(for: request, besides: made.map(\.name))
    made.append((request, name, recipe, try recipe.make(surroundings)))
  }

  /// The file's own name; loading the same file again replaces its instance.
  private func freeName(for request: LoadRequest, besides taken: [String]) -> String {
    let wanted = InstanceName.derived(from: request.path)
    var name = wanted
    var number = 2
    while taken.contains(name) || instances[name].map({ $0.recipe.path != request.path }) == true {
      name = "\(wanted)-\(number)"
      number += 1
    }
    return name
  }

  /// An instance as the replies show it.
  func summary(of loaded: LoadedInstance) -> InstanceSummary {
    summary(of: loaded, (try? loaded.exports(surroundings))?.functions.count)
  }

  private func summary(of loaded: LoadedInstance, _ functionCount: Int?) -> InstanceSummary {
    InstanceSummary(
      name: loaded.name, kind: loaded.recipe.kind, isCurrent: loaded.name == instances.currentName,
      path: loaded.recipe.path, size: loaded.recipe.size, trap: loaded.trap, functionCount: functionCount)
  }

  /// The instances in the order in which they were loaded.
  ///
  /// - Parameter making: whether instances whose exports are not known without it are made for it.
  package func instanceSummaries(making: Bool = true) -> [InstanceSummary] {
    instances.all.map { making ? summary(of: $0) : summary(of: $0, $0.knownExports?.functions.count) }
  }
}
