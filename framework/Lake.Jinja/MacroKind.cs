namespace Lake.Jinja;

public enum MacroKind
{
    Macro,
    Test,
    Materialization,
    Snapshot,
    Docs,
}
