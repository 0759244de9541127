using Lake.Sql;

namespace Lake.Engines.DuckDb.Tests.Evolution;

/// <summary>
/// A table with nested columns and a model of it. Each step changes columns or rows of both, at random; rows of the model
/// hold their values by field.
/// </summary>
internal sealed class Evolving
{
    private readonly Random _random;
    private readonly Action<string> _run;
    private readonly List<Field> _columns = [];
    private readonly SortedDictionary<int, Dictionary<Field, object?>> _rows = [];
    private int _names;
    private int _keys;

    /// <param name="properties">What follows the columns in CREATE TABLE.</param>
    public Evolving(int seed, Action<string> run, string properties)
    {
        (_random, _run) = (new Random(seed), run);
        for (var i = 0; i < 3; i++)
        {
            _columns.Add(NewField(depth: 3, nested: true));
        }

        _run($"CREATE TABLE t (k INTEGER, {string.Join(", ", _columns.Select(c => $"{Quoted(c)} {c.Type}"))}) {properties}");
        Insert();
    }

    /// <summary>A query that gives what the table should hold, without reading it.</summary>
    public string Expected => _rows.Count == 0
        ? $"SELECT {string.Join(", ", _columns.Select(c => $"{c.Literal(null)} AS {Quoted(c)}"))} WHERE false"
        : string.Join("\nUNION ALL ", _rows.Select(row => $"SELECT {row.Key} AS k, {Values(row.Value)}")) + "\nORDER BY k";

    public void Step()
    {
        Action step = _random.Next(11) switch
        {
            0 or 1 => Rename,
            2 => RenameAll,
            3 => Swap,
            4 => Drop,
            5 => Add,
            6 => Promote,
            7 => Insert,
            8 => Update,
            9 => Delete,
            _ => Merge,
        };
        step();
    }

    private string Values(Dictionary<Field, object?> row) =>
        string.Join(", ", _columns.Select(c => $"{c.Literal(row.GetValueOrDefault(c))} AS {Quoted(c)}"));

    private static string Quoted(Field field) => SqlText.Identifier(field.Name);

    private void Rename()
    {
        var (path, siblings) = AnyLevel();
        Rename(path, Any(siblings), NewName(siblings));
    }

    private void RenameAll()
    {
        var (path, siblings) = AnyLevel();
        foreach (var field in siblings)
        {
            Rename(path, field, NewName(siblings));
        }
    }

    private void Swap()
    {
        var (path, siblings) = AnyLevel();
        var (one, other) = (Any(siblings), Any(siblings));
        if (one != other)
        {
            var (first, second) = (one.Name, other.Name);
            Rename(path, one, "meanwhile");
            Rename(path, other, first);
            Rename(path, one, second);
        }
    }

    private void Rename(string path, Field field, string name)
    {
        _run($"ALTER TABLE t RENAME COLUMN {path}{Quoted(field)} TO {SqlText.Identifier(name)}");
        field.Name = name;
    }

    private void Drop()
    {
        var (path, siblings) = AnyLevel();
        if (siblings.Count > 1)
        {
            var field = Any(siblings);
            _run($"ALTER TABLE t DROP COLUMN {path}{Quoted(field)}");
            siblings.Remove(field);
        }
    }

    private void Add()
    {
        var (path, siblings) = AnyLevel();
        var field = NewField(depth: 2, nested: _random.Next(3) == 0);
        field.Name = NewName(siblings);
        _run($"ALTER TABLE t ADD COLUMN {path}{Quoted(field)} {field.Type}");
        siblings.Add(field);
    }

    private void Promote()
    {
        var (path, siblings) = AnyLevel();
        var field = Any(siblings);
        FieldKind? wider = field.Kind switch { FieldKind.Int => FieldKind.Long, FieldKind.Float => FieldKind.Double, _ => null };
        if (wider is { } kind)
        {
            field.Kind = kind;
            _run($"ALTER TABLE t ALTER COLUMN {path}{Quoted(field)} TYPE {field.Type}");
        }
    }

    private void Insert()
    {
        var rows = Enumerable.Range(0, 4).ToDictionary(_ => ++_keys, _ => NewRow());
        _run($"INSERT INTO t VALUES {string.Join(", ", rows.Select(r => $"({r.Key}, {string.Join(", ", _columns.Select(c => c.Literal(r.Value[c])))})"))}");
        foreach (var (key, row) in rows)
        {
            _rows[key] = row;
        }
    }

    private void Update()
    {
        var (column, rest) = (Any(_columns), _random.Next(3));
        var value = NewValue(column);
        _run($"UPDATE t SET {Quoted(column)} = {column.Literal(value)} WHERE k % 3 = {rest}");
        foreach (var row in _rows.Where(r => r.Key % 3 == rest))
        {
            row.Value[column] = value;
        }
    }

    private void Delete()
    {
        var key = _random.Next(_keys) + 1;
        _run($"DELETE FROM t WHERE k = {key}");
        _rows.Remove(key);
    }

    private void Merge()
    {
        var keys = new[] { _random.Next(_keys) + 1, ++_keys }.Distinct().ToList();
        var rows = keys.ToDictionary(key => key, _ => NewRow());
        _run($"MERGE INTO t USING ({string.Join(" UNION ALL ", rows.Select(r => $"SELECT {r.Key} AS k, {Values(r.Value)}"))}) AS s ON t.k = s.k "
            + "WHEN MATCHED THEN UPDATE WHEN NOT MATCHED THEN INSERT");
        foreach (var (key, row) in rows)
        {
            _rows[key] = row;
        }
    }

    private Dictionary<Field, object?> NewRow() => _columns.ToDictionary(c => c, NewValue);

    private object? NewValue(Field field) => _random.Next(6) == 0 ? null : field.Kind switch
    {
        FieldKind.Int or FieldKind.Long => _random.Next(1000),
        FieldKind.Float or FieldKind.Double => _random.Next(1000) / 4.0,
        FieldKind.Text => $"v{_random.Next(1000)}",
        FieldKind.Struct => field.Parts.ToDictionary(p => p, NewValue),
        FieldKind.List => Enumerable.Range(0, _random.Next(3)).Select(_ => NewValue(field.Parts[0])).ToList(),
        FieldKind.Map => Enumerable.Range(0, _random.Next(3)).ToDictionary(i => $"k{i}", _ => NewValue(field.Parts[0])),
    };

    private Field NewField(int depth, bool nested)
    {
        var kind = nested ? (FieldKind)_random.Next((int)FieldKind.Struct, (int)FieldKind.Map + 1) : (FieldKind)_random.Next((int)FieldKind.Struct);
        var field = new Field(FormattableString.Invariant($"n{_names++}"), kind);
        for (var i = kind switch { FieldKind.Struct => 1 + _random.Next(3), FieldKind.List or FieldKind.Map => 1, _ => 0 }; i > 0; i--)
        {
            field.Parts.Add(NewField(depth - 1, depth > 1 && (kind != FieldKind.Struct || _random.Next(2) == 0)));
        }

        return field;
    }

    /// <summary>Mostly one that was used before, so that names come back for other fields.</summary>
    private string NewName(List<Field> siblings)
    {
        var name = FormattableString.Invariant($"n{_random.Next(_names)}");
        return siblings.Exists(f => f.Name == name) ? FormattableString.Invariant($"n{_names++}") : name;
    }

    /// <summary>The columns, or the members of any struct in them, with what stands in front of their names.</summary>
    private (string Path, List<Field> Siblings) AnyLevel()
    {
        var levels = new List<(string, List<Field>)> { ("", _columns) };
        Collect("", _columns, levels);
        return levels[_random.Next(levels.Count)];
    }

    private static void Collect(string path, List<Field> fields, List<(string, List<Field>)> levels)
    {
        foreach (var field in fields)
        {
            var (inner, at) = (field, $"{path}{Quoted(field)}.");
            while (inner.Kind is FieldKind.List or FieldKind.Map)
            {
                at += inner.Kind == FieldKind.List ? "element." : "value.";
                inner = inner.Parts[0];
            }

            if (inner.Kind == FieldKind.Struct)
            {
                levels.Add((at, inner.Parts));
                Collect(at, inner.Parts, levels);
            }
        }
    }

    private T Any<T>(List<T> items) => items[_random.Next(items.Count)];
}
