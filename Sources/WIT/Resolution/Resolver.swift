import ComponentTypes
struct PackageGathering {
  var packages: [Int] = []
  mutating func addGroup(_ s: [WITSource], isMain: Bool) -> Int? { nil }
  func throwProblems() throws(WITError) {}
}
struct Resolver {
  var packages: [Int]
  var features: FeatureSelection
  mutating func resolve(main: Int) throws(WITError) -> ResolvedPackages { throw WITError([WITProblem(.noPackage, in: nil, at: nil)]) }
}
