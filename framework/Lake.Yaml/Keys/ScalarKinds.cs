namespace Lake.Yaml.Keys;

[Flags]
public enum ScalarKinds
{
    None = 0,
    Text = 1,
    Boolean = 2,
    Integer = 4,
    Decimal = 8,
    Date = 16,
    Null = 32,
}
