namespace Lake.Project.Units;

/// <summary>As what a file is read.</summary>
internal enum UnitKind
{
    Model,
    Snapshot,
    Analysis,
    SingularTest,
    Seed,
    Properties,
}
