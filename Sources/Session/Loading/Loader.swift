import ComponentBinary
import ComponentTypes
import ComponentWIT
import Diagnostics
import WIT

/// Reads paths into packages, components and modules.
struct Loader {
  /// What core modules may use, and which gates of WIT are on.
  var features: FeatureChoice
  /// The folder that relative paths are in; nil for the process's own. Messages name paths as they were given.
  var directory: String?

  /// The largest WIT file in bytes, and the most files of one package directory.
  static let witSizeLimit = 32 << 20
  static let witFileLimit = 4_096

  /// What a path leads to, before WIT is resolved.
  enum Contents {
    case wit(main: [WITSource], dependencies: [[WITSource]])
    /// A WIT package in binary form. No gate hides what is in it.
    case package(DecodedWIT)
    case component(ComponentSource)
    case module(ModuleSource)
  }

  /// Reads and resolves what a path leads to; `-` is standard input.
  func load(_ path: String) throws(SessionError) -> LoadedSource {
    switch try read(path) {
    case .component(let component): return .component(component)
    case .module(let module): return .module(module)
    case .package(let decoded):
      let packages = decoded.packages
      return .packages(packages.packages, main: packages.main)
    case .wit(let main, let dependencies):
      do {
        let resolved = try resolvePackages(main: main, dependencies: dependencies, features: features.wit)
        return .packages(resolved.packages, main: resolved.main)
      } catch {
        throw SessionError(.wrapped(error.diagnostics))
      }
    }
  }

  /// Reads what a path leads to; `-` is standard input.
  func read(_ path: String) throws(SessionError) -> Contents {
    if path != "-", case .directory = try FileSystem.kind(of: path, in: directory) { return try readDirectory(path) }
    let bytes = try FileSystem.read(path, in: directory)
    guard !bytes.isEmpty else { throw SessionError(.emptyFile(path)) }
    switch SourceFormat(bytes, path: path) {
    case .component:
      let component = ComponentSource(binary: bytes, path: path, features: features)
      return try package(component).map { .package($0) } ?? .component(component)
    case .module: return .module(ModuleSource(binary: bytes, path: path, features: features.core))
    case .webAssemblyText:
      let text = try WebAssemblyText(bytes, path: path)
      guard text.isComponent else { return .module(try ModuleSource(text: text, path: path, features: features.core)) }
      let component = try ComponentSource(text: text, path: path, features: features)
      return try package(component).map { .package($0) } ?? .component(component)
    case .unknown: throw SessionError(.unknownFormat(path))
    case .wit: return .wit(main: [try source(path, bytes)], dependencies: [])
    }
  }

  /// A package's directory: its `.wit` files, and in `deps/` a file or a directory for each package that it needs.
  ///
  /// Source: WIT.md, "Filesystem structure".
  private func readDirectory(_ path: String) throws(SessionError) -> Contents {
    let main = try sources(in: path)
    guard !main.isEmpty else { throw SessionError(.noWITInDirectory(path)) }
    var dependencies: [[WITSource]] = []
    var slices = PackageSlices()
    let deps = Self.join(path, "deps")
    if case .directory? = try? FileSystem.kind(of: deps, in: directory) {
      for name in try FileSystem.list(deps, in: directory) {
        let entry = Self.join(deps, name)
        switch try FileSystem.kind(of: entry, in: directory) {
        case .directory:
          let files = try sources(in: entry)
          if !files.isEmpty { dependencies.append(files) }
        case .file, .stream:
          if name.hasSuffix(".wit") {
            dependencies.append([try source(entry, FileSystem.read(entry, in: directory))])
          } else if name.hasSuffix(".wasm") || name.hasSuffix(".wat") {
            guard case .package(let decoded) = try read(entry) else { throw SessionError(.noWIT(entry)) }
            slices.add(decoded)
          }
        }
        guard dependencies.count <= Self.witFileLimit else {
          throw SessionError(.tooLarge(deps, size: nil, limit: Self.witFileLimit))
        }
      }
    }
    guard !slices.isEmpty else { return .wit(main: main, dependencies: dependencies) }
    // What came as a component is resolved with the rest as the WIT that it stands for.
    let known = declaredPackageNames(in: [main] + dependencies)
    let decoded = slices.packages(besides: known).map { package in
      [WITSource(name: "\(deps) (\(package.name))", text: WITPrinter().print(package: package), isDecoded: true)]
    }
    return .wit(main: main, dependencies: dependencies + decoded)
  }

  /// The WIT package in binary form that a component is; nil for any other.
  private func package(_ component: ComponentSource) throws(SessionError) -> DecodedWIT? {
    guard mayBeWITPackage(component.bytes) else { return nil }
    let decoded = try FileInspection.decode(component)
    return decoded.isPackage ? decoded : nil
  }

  /// The `.wit` files that stand directly in a directory.
  private func sources(in folder: String) throws(SessionError) -> [WITSource] {
    var sources: [WITSource] = []
    for name in try FileSystem.list(folder, in: directory) where name.hasSuffix(".wit") {
      let path = Self.join(folder, name)
      if case .directory = try FileSystem.kind(of: path, in: directory) { continue }
      sources.append(try source(path, FileSystem.read(path, in: directory)))
      guard sources.count <= Self.witFileLimit else {
        throw SessionError(.tooLarge(folder, size: nil, limit: Self.witFileLimit))
      }
    }
    return sources
  }

  private func source(_ path: String, _ bytes: [UInt8]) throws(SessionError) -> WITSource {
    guard bytes.count <= Self.witSizeLimit else {
      throw SessionError(.tooLarge(path, size: bytes.count, limit: Self.witSizeLimit))
    }
    do { return try WITSource(name: path == "-" ? "<stdin>" : path, bytes: bytes) } catch {
      throw SessionError(.wrapped(error.diagnostics))
    }
  }

  private static func join(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }
}
